package io.palimpsest.node.client;

/**
 * How a node is, as far as a pool knows.
 *
 * @param name where it is
 * @param up whether it gets calls
 * @param detail its model and device, or why it gets no calls
 * @param places calls that it works on at once
 * @param busy of its places, when it was last asked
 * @param waiting calls in its queue, when it was last asked
 * @param inFlight calls that this pool has there now
 */
public record NodeState(
    String name, boolean up, String detail, int places, int busy, int waiting, int inFlight) {

  /** Calls of ours for each of its places, were there one more. */
  double load() {
    return (inFlight + 1.0) / places;
  }

  NodeState withInFlight(int other) {
    return new NodeState(name, up, detail, places, busy, waiting, other);
  }
}
