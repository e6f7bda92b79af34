package io.palimpsest.node.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which nodes there are, and how to treat them.
 *
 * @param nodes at least one
 * @param callTimeout longest time for one reading with its retry; a caller's own cancellation comes
 *     beside it
 * @param patience how long a call waits for a node to come (back) when none is there
 * @param probeEvery how often each node is asked how it is
 * @param resolveEvery how often names are looked up again
 * @param authority PEM file with the certificate of who signs the nodes' own; without one they are
 *     spoken to in the clear
 */
public record PoolSettings(
    List<NodeAddress> nodes,
    Duration callTimeout,
    Duration patience,
    Duration probeEvery,
    Duration resolveEvery,
    Optional<Path> authority) {
  public PoolSettings {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("at least one node is needed");
    }
    if (!callTimeout.isPositive()
        || patience.isNegative()
        || !probeEvery.isPositive()
        || !resolveEvery.isPositive()) {
      throw new IllegalArgumentException("times must be longer than 0");
    }
  }

  /**
   * 60 s a call, 20 s of patience (a crashed node is back after two or three, after ten or more on
   * a machine that is busy), a look at each node twice a second and at the names every 10 s, no
   * TLS.
   */
  public static PoolSettings of(List<NodeAddress> nodes) {
    return new PoolSettings(
        nodes,
        Duration.ofSeconds(60),
        Duration.ofSeconds(20),
        Duration.ofMillis(500),
        Duration.ofSeconds(10),
        Optional.empty());
  }

  public PoolSettings withPatience(Duration other) {
    return new PoolSettings(nodes, callTimeout, other, probeEvery, resolveEvery, authority);
  }

  public PoolSettings withCallTimeout(Duration other) {
    return new PoolSettings(nodes, other, patience, probeEvery, resolveEvery, authority);
  }

  public PoolSettings withResolveEvery(Duration other) {
    return new PoolSettings(nodes, callTimeout, patience, probeEvery, other, authority);
  }

  public PoolSettings withAuthority(Optional<Path> other) {
    return new PoolSettings(nodes, callTimeout, patience, probeEvery, resolveEvery, other);
  }
}
