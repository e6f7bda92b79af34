package io.palimpsest.stores.internal.oplog;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.oplog.OperationLog;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.oplog.OperationLogIndexes;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.stores.LogStoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A region's operation log in Elasticsearch. Thread-safe. */
public final class ElasticOperationLog implements OperationLog, OperationLogIndexes, AutoCloseable {
  private final String name;
  private final LogIndexes indexes;
  private final Elastic elastic;
  private final Spool spool;
  private final LogSender sender;

  private ElasticOperationLog(Region region, ZoneId zone, LogStoreSettings settings, Spool spool) {
    this.name = "operation log " + region;
    this.indexes = new LogIndexes(region, zone);
    this.elastic = new Elastic(settings, indexes);
    this.spool = spool;
    this.sender = new LogSender(name, spool, elastic, indexes);
  }

  /**
   * Opens the log, whether or not Elasticsearch answers.
   *
   * @throws UncheckedIOException when the spool's folder cannot be used
   */
  public static ElasticOperationLog open(Region region, ZoneId zone, LogStoreSettings settings) {
    try {
      Spool spool = Spool.open(settings.spool(), settings.spoolBytes());
      return new ElasticOperationLog(region, zone, settings, spool);
    } catch (IOException e) {
      throw new UncheckedIOException("the spool folder " + settings.spool() + " cannot be used", e);
    }
  }

  @Override
  public void append(OperationLogEntry entry) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("index", indexes.of(entry.keptFor(), entry.callId()));
    line.put("id", entry.callId().toString());
    line.set("entry", LogDocuments.toJson(entry));
    spool.append(line.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<OperationLogEntry> find(CallId callId) {
    return ask(
        "find an entry",
        () -> {
          for (RetentionPeriod period : elastic.periods(callId)) {
            var found = elastic.get(indexes.of(period, callId), callId.toString());
            if (found.isPresent()) {
              return Optional.of(LogDocuments.fromJson(found.get(), period));
            }
          }
          return Optional.empty();
        });
  }

  @Override
  public List<LocalDate> days(RetentionPeriod period) {
    return ask("list days", () -> elastic.days(period));
  }

  @Override
  public long items(RetentionPeriod period, LocalDate day) {
    return ask("count a day", () -> elastic.countAll(indexes.of(period, day)));
  }

  @Override
  public long items(RetentionPeriod period, LocalDate day, Set<AppId> owners) {
    return ask(
        "count a day",
        () -> {
          elastic.refresh(indexes.of(period, day));
          return elastic.count(indexes.of(period, day), owners);
        });
  }

  @Override
  public void drop(RetentionPeriod period, LocalDate day) {
    ask(
        "drop a day",
        () -> {
          elastic.delete(indexes.of(period, day));
          return day;
        });
  }

  @Override
  public long erase(RetentionPeriod period, Set<AppId> owners, LocalDate before) {
    return ask(
        "erase entries",
        () -> {
          long erased = 0;
          for (LocalDate day : elastic.days(period)) {
            if (day.isBefore(before)) {
              erased += elastic.deleteOf(indexes.of(period, day), owners);
            }
          }
          return erased;
        });
  }

  /** How many entries of these AppIDs the index of a day has; those of the last second may lack. */
  long count(RetentionPeriod period, LocalDate day, Set<AppId> owners) {
    return ask("count a day", () -> elastic.count(indexes.of(period, day), owners));
  }

  /** What there is under these periods. */
  public Stock stock(Set<RetentionPeriod> periods) {
    return new LogStock(this, indexes.zone(), Set.copyOf(periods));
  }

  /** Its days, to be copied and put back. */
  public BackupStore backup() {
    return new LogBackup(this, indexes, elastic);
  }

  /** Names of the region's indexes, and of those of regions whose names begin so. */
  List<String> indexes() {
    return ask("list indexes", () -> elastic.names(indexes.any()));
  }

  /** What of it should not be there. */
  public Comparison comparison(RegionHolds holds) {
    return new IndexComparison(this, indexes, holds);
  }

  @Override
  public long keep(RetentionPeriod period, LocalDate day, Collection<HeldScope> held) {
    return ask("keep what is held", () -> elastic.held().keep(indexes.of(period, day), held));
  }

  @Override
  public long released(Collection<HeldScope> held) {
    return ask("count what is held no more", () -> elastic.held().released(held));
  }

  @Override
  public long eraseReleased(Collection<HeldScope> held) {
    return ask("erase what is held no more", () -> elastic.held().eraseReleased(held));
  }

  /** Asks for the cluster's state and how much waits here. */
  public StoreHealth probe() {
    Map<String, Long> numbers =
        Map.of(
            "spool_bytes", spool.bytes(),
            "spool_entries", spool.lines(),
            "entries_dropped", spool.dropped());
    try {
      return new StoreHealth(name, true, "cluster is " + elastic.state(), numbers);
    } catch (IOException | RuntimeException e) {
      return new StoreHealth(
          name,
          false,
          "does not answer ("
              + e.getClass().getSimpleName()
              + "); "
              + spool.lines()
              + " entries wait",
          numbers);
    }
  }

  @Override
  public void close() {
    sender.close();
    try {
      spool.close();
      elastic.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the operation log could not be closed", e);
    }
  }

  @FunctionalInterface
  interface Question<T> {
    T ask() throws IOException;
  }

  <T> T ask(String asked, Question<T> question) {
    try {
      return question.ask();
    } catch (IOException | ElasticsearchException | IllegalStateException e) {
      throw new StoreUnavailable(name, asked, e);
    }
  }
}
