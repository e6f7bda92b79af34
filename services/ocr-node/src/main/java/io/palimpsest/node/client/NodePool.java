package io.palimpsest.node.client;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.error.OcrFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads documents on several nodes, the engine of this process among them where there is one. A
 * call goes to the node with the fewest calls for its size; one that the node could not take or
 * lost in the middle is tried once more elsewhere; a failure of the document itself never is. Nodes
 * that do not answer get no calls until they answer again. Thread-safe.
 *
 * <pre>{@code
 * PoolSettings settings = PoolSettings.of(List.of(NodeAddress.parse("ocr-nodes:9090")));
 * try (NodePool pool = NodePool.open(settings, Optional.empty())) {
 *   Reading reading = pool.read(bytes, DocumentOptions.lenient());
 * }
 * }</pre>
 */
public final class NodePool implements DocumentReader, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodePool.class);

  private final PoolSettings settings;
  private final Members members = new Members();
  private final ScheduledExecutorService chores =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("node-pool-", 0).factory());

  private NodePool(PoolSettings settings) {
    this.settings = settings;
  }

  /**
   * The engine of this process.
   *
   * @param detail its model and device
   * @param places calls that it works on at once
   */
  public record Engine(DocumentReader reader, String detail, int places) {}

  /**
   * Opens a pool; nodes that are not there yet are taken in when they come.
   *
   * @param engine is needed where the settings name {@code in-process}
   * @throws IllegalArgumentException when it is needed and not there, or the authority's
   *     certificate cannot be read
   */
  public static NodePool open(PoolSettings settings, Optional<Engine> engine) {
    return open(settings, engine, HostResolver.system());
  }

  static NodePool open(PoolSettings settings, Optional<Engine> engine, HostResolver resolver) {
    NodePool pool = new NodePool(settings);
    if (settings.nodes().contains(new NodeAddress.InProcess())) {
      Engine own =
          engine.orElseThrow(
              () -> new IllegalArgumentException("in-process needs an engine in this process"));
      pool.members.add(
          NodeAddress.IN_PROCESS, new InProcessNode(own.reader(), own.detail(), own.places()));
    }
    pool.begin(new Addresses(settings, resolver, pool.members));
    return pool;
  }

  private void begin(Addresses addresses) {
    addresses.look();
    every(settings.resolveEvery(), addresses::look);
    every(settings.probeEvery(), this::probe);
  }

  private void every(Duration period, Runnable chore) {
    long nanos = period.toNanos();
    chores.scheduleWithFixedDelay(
        () -> {
          try {
            chore.run();
          } catch (RuntimeException e) {
            LOG.error("looking after OCR nodes failed; it goes on", e); // else it would never again
          }
        },
        nanos,
        nanos,
        TimeUnit.NANOSECONDS);
  }

  private void probe() {
    for (Node node : members.nodes()) {
      if (node instanceof RemoteNode remote) {
        remote.probe();
      }
    }
  }

  /**
   * Decodes and reads, here or there.
   *
   * @throws OcrFailure.Unavailable when no node could take it
   */
  @Override
  public Reading read(byte[] file, DocumentOptions options) {
    long deadline = System.nanoTime() + settings.callTimeout().toNanos();
    Cancellation cancellation = options.read().cancellation();
    Members.Member first =
        await(cancellation, deadline)
            .orElseThrow(() -> new OcrFailure.Unavailable("no OCR node is there", null));
    try {
      return readOn(first, file, options, deadline);
    } catch (Trouble trouble) {
      Members.Member second =
          elsewhere(first, trouble, cancellation, deadline).orElseThrow(trouble::answer);
      try {
        return readOn(second, file, options, deadline);
      } catch (Trouble again) {
        throw again.answer();
      }
    }
  }

  private Reading readOn(Members.Member member, byte[] file, DocumentOptions options, long deadline)
      throws Trouble {
    try {
      return member.node().read(file, options, deadline);
    } finally {
      members.giveBack(member);
    }
  }

  /**
   * A node that refused is asked no more; one that was lost may be the one that comes back first,
   * as where there is only one.
   */
  private Optional<Members.Member> elsewhere(
      Members.Member first, Trouble trouble, Cancellation cancellation, long deadline) {
    Optional<Members.Member> other = members.take(member -> member != first);
    return other.isPresent() || !trouble.isLost() ? other : await(cancellation, deadline);
  }

  private Optional<Members.Member> await(Cancellation cancellation, long deadline) {
    long end = Math.min(deadline, System.nanoTime() + settings.patience().toNanos());
    try (Cancellation.Registration _ = cancellation.onCancel(members::wake)) {
      while (true) {
        cancellation.throwIfCancelled();
        Optional<Members.Member> member = members.take(_ -> true);
        long left = end - System.nanoTime();
        if (member.isPresent() || left <= 0) {
          return member;
        }
        members.await(Duration.ofNanos(Math.min(left, settings.probeEvery().toNanos())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OcrFailure.Cancelled();
    }
  }

  /** How every node is. */
  public List<NodeState> states() {
    return members.states();
  }

  /** Ends the pool; calls under way on far nodes go on to their end. */
  @Override
  public void close() {
    chores.shutdownNow();
    members.nodes().forEach(Node::close);
  }
}
