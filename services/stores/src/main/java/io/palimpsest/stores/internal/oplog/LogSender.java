package io.palimpsest.stores.internal.oplog;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.policy.RetentionPeriod;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the spool's segments to Elasticsearch, oldest first, and removes each when all of it has
 * arrived. What arrived twice, because an answer got lost, replaces itself. While the store is away
 * it comes again after ever longer pauses.
 */
final class LogSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogSender.class);
  private static final Duration GATHER = Duration.ofMillis(100);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LAST_CHANCE = Duration.ofSeconds(2);
  private static final int LINES_AT_ONCE = 1000;

  private final Spool spool;
  private final Elastic elastic;
  private final LogIndexes indexes;
  private final ObjectMapper json = new ObjectMapper();
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean reached;
  private final Set<RetentionPeriod> templates = new HashSet<>(); // of the sending thread

  LogSender(String name, Spool spool, Elastic elastic, LogIndexes indexes) {
    this.spool = spool;
    this.elastic = elastic;
    this.indexes = indexes;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** Whether the last thing that was sent arrived. */
  boolean reached() {
    return reached;
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(LAST_CHANCE);
      thread.interrupt();
      thread.join(LAST_CHANCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = SHORTEST_PAUSE;
    try {
      while (true) {
        var segment = spool.oldest(GATHER);
        if (segment.isEmpty()) {
          if (closing) {
            return;
          }
        } else if (send(segment.get())) {
          pause = SHORTEST_PAUSE;
        } else {
          Thread.sleep(pause);
          pause =
              pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                  ? pause.multipliedBy(2)
                  : LONGEST_PAUSE;
        }
      }
    } catch (InterruptedException e) {
      // Closed while the store was away: what waits is sent by the next process.
    }
  }

  private boolean send(Spool.Segment segment) {
    try {
      List<Elastic.Line> lines = parse(Spool.lines(segment));
      putTemplates(lines);
      for (int from = 0; from < lines.size(); from += LINES_AT_ONCE) {
        List<Elastic.Line> some = lines.subList(from, Math.min(lines.size(), from + LINES_AT_ONCE));
        if (!arrived(elastic.index(some))) {
          return false;
        }
      }
      spool.remove(segment);
      note(true, "");
      return true;
    } catch (IOException | ElasticsearchException e) {
      note(false, e.getClass().getSimpleName());
      return false;
    } catch (RuntimeException e) {
      LOG.error("operation log cannot be sent", e);
      return false;
    }
  }

  /** Before a period's first index comes to be. */
  private void putTemplates(List<Elastic.Line> lines) throws IOException {
    for (Elastic.Line line : lines) {
      Optional<RetentionPeriod> period = indexes.period(line.index());
      if (period.isPresent() && !templates.contains(period.get())) {
        elastic.putTemplate(period.get());
        templates.add(period.get());
      }
    }
  }

  /**
   * False when the store asks to come again; entries that it will never take are counted as
   * dropped.
   */
  private boolean arrived(BulkResponse answer) {
    if (!answer.errors()) {
      return true;
    }
    var refused = answer.items().stream().filter(item -> item.error() != null).toList();
    if (refused.stream().anyMatch(item -> item.status() == 429 || item.status() >= 500)) {
      note(false, "overloaded");
      return false;
    }
    spool.count(refused.size(), "refused with status " + refused.getFirst().status());
    return true;
  }

  private List<Elastic.Line> parse(List<String> lines) {
    List<Elastic.Line> parsed = new ArrayList<>();
    for (String each : lines) {
      try {
        JsonNode line = json.readTree(each);
        parsed.add(
            new Elastic.Line(
                line.path("index").asText(), line.path("id").asText(), line.path("entry")));
      } catch (IOException e) {
        spool.count(1, "damaged");
      }
    }
    return parsed;
  }

  private void note(boolean now, String why) {
    if (now && !reached) {
      LOG.info("operation log is reached");
    } else if (!now && reached) {
      LOG.warn("operation log is away ({}); entries wait in the spool", why);
    }
    reached = now;
  }
}
