package io.palimpsest.node.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The nodes there are, with our calls on each. A call goes where it has the fewest beside it for
 * each of the node's places; among equals, where the last one did not go. Thread-safe.
 */
final class Members {
  private final Map<Object, Member> members = new LinkedHashMap<>(); // guarded by this
  private long turn; // guarded by this

  /** A node and how many calls we have there. */
  static final class Member {
    private final Node node;
    private int inFlight; // guarded by the members
    private long lastTurn; // guarded by the members

    private Member(Node node) {
      this.node = node;
    }

    Node node() {
      return node;
    }

    private NodeState state() {
      return node.state().withInFlight(inFlight);
    }
  }

  /** Adds a node under a key that is not there yet. */
  synchronized void add(Object key, Node node) {
    members.put(key, new Member(node));
    notifyAll();
  }

  synchronized Optional<Node> remove(Object key) {
    return Optional.ofNullable(members.remove(key)).map(Member::node);
  }

  synchronized List<Object> keys() {
    return List.copyOf(members.keySet());
  }

  synchronized List<Node> nodes() {
    return members.values().stream().map(Member::node).toList();
  }

  synchronized List<NodeState> states() {
    return members.values().stream().map(Member::state).toList();
  }

  /** Something is up that was down, or gone. */
  synchronized void wake() {
    notifyAll();
  }

  /** The best node for one more call, which counts there from now on; empty when none is up. */
  synchronized Optional<Member> take(Predicate<Member> wanted) {
    List<Member> up = new ArrayList<>(members.values());
    up.removeIf(member -> !member.node.state().up() || !wanted.test(member));
    Optional<Member> best =
        up.stream()
            .min(
                Comparator.comparingDouble((Member member) -> member.state().load())
                    .thenComparingLong(member -> member.lastTurn));
    best.ifPresent(
        member -> {
          member.inFlight++;
          member.lastTurn = ++turn;
        });
    return best;
  }

  synchronized void giveBack(Member member) {
    member.inFlight--;
  }

  /** Waits until something may have changed. */
  synchronized void await(Duration limit) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, limit.toNanos()));
  }
}
