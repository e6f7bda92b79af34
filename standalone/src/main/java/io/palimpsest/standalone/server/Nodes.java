package io.palimpsest.standalone.server;

import io.palimpsest.node.client.NodeAddress;
import io.palimpsest.node.client.NodePool;
import io.palimpsest.node.client.NodeState;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.platform.health.StoreHealth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The engines that an instance reads with.
 *
 * @param engine the one of this process, where it has one
 * @param pool all of them, that one included
 * @param process the node that was started as a child, where one was
 */
record Nodes(Optional<OcrEngine> engine, NodePool pool, Optional<NodeProcess> process) {

  DocumentReader reader() {
    return pool;
  }

  /** What reads, for those who ask; of the first node that answers. */
  String model() {
    return engine
        .map(OcrEngine::modelId)
        .or(() -> pool.states().stream().filter(NodeState::up).findFirst().map(NodeState::detail))
        .orElse("no OCR node answers yet");
  }

  Map<String, Long> processes() {
    return process
        .flatMap(NodeProcess::pid)
        .map(pid -> Map.of(NodeProcess.NAME, pid))
        .orElse(Map.of());
  }

  /** Well while one of them takes calls; the page names each. */
  StoreHealth health() {
    List<NodeState> states = pool.states();
    long up = states.stream().filter(NodeState::up).count();
    return new StoreHealth(
        "ocr nodes",
        up > 0,
        states.isEmpty()
            ? "no node is known"
            : states.stream().map(Nodes::words).collect(Collectors.joining("; ")),
        Map.of(
            "up", up,
            "down", states.size() - up,
            "places", sum(states, NodeState::places),
            "busy", sum(states, NodeState::busy),
            "waiting", sum(states, NodeState::waiting),
            "calls", sum(states, NodeState::inFlight),
            "restarts", process.map(NodeProcess::restarts).orElse(0L)));
  }

  private static String words(NodeState node) {
    String load =
        node.name().equals(NodeAddress.IN_PROCESS) || !node.up()
            ? ""
            : ", " + node.busy() + " busy, " + node.waiting() + " waiting";
    return node.name() + (node.up() ? " up: " : " down: ") + node.detail() + load;
  }

  private static long sum(
      List<NodeState> states, java.util.function.ToIntFunction<NodeState> what) {
    return states.stream().filter(NodeState::up).mapToInt(what).sum();
  }
}
