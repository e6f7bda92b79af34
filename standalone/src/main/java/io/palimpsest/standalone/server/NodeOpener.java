package io.palimpsest.standalone.server;

import io.palimpsest.documents.TravelDocuments;
import io.palimpsest.node.client.NodeAddress;
import io.palimpsest.node.client.NodePool;
import io.palimpsest.node.client.PoolSettings;
import io.palimpsest.ocr.Device;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.engine.FetchProgress;
import io.palimpsest.standalone.engine.Models;
import io.palimpsest.standalone.launch.Shutdown;
import io.palimpsest.standalone.launch.Steps;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opens the engines of an instance: the command's word, else the setting {@code
 * palimpsest.ocr.nodes}, else one in this process.
 */
final class NodeOpener {
  private static final String NODES = "palimpsest.ocr.nodes";
  private static final String AUTHORITY = "palimpsest.ocr.authority-file";
  private static final String DEVICE = "palimpsest.ocr.device";

  private final UpSettings settings;
  private final Map<String, Object> configured;
  private final Steps steps;
  private final Shutdown shutdown;

  /**
   * @param configured the installation's settings, by their full names
   */
  NodeOpener(UpSettings settings, Map<String, Object> configured, Steps steps, Shutdown shutdown) {
    this.settings = settings;
    this.configured = configured;
    this.steps = steps;
    this.shutdown = shutdown;
  }

  /**
   * Returns when an engine of our own takes calls; nodes elsewhere may come later.
   *
   * @throws UserError when a setting is wrong or an engine of our own cannot be opened
   */
  Nodes open() {
    if (settings.node().equals(Optional.of(NodeMode.PROCESS))) {
      return inChild();
    }
    List<NodeAddress> addresses =
        settings.node().isPresent() ? List.of(new NodeAddress.InProcess()) : addresses();
    Optional<OcrEngine> engine =
        addresses.contains(new NodeAddress.InProcess()) ? Optional.of(engine()) : Optional.empty();
    Optional<Path> authority = configured(AUTHORITY).map(file -> Path.of(file.toString()));
    NodePool pool = pool(addresses, engine, authority);
    if (engine.isEmpty()) {
      steps.say(
          "OCR nodes: " + String.join(", ", addresses.stream().map(Object::toString).toList()));
    }
    return new Nodes(engine, pool, Optional.empty());
  }

  private Nodes inChild() {
    long from = System.nanoTime();
    steps.say("OCR models: looking in " + settings.cache().models());
    Models.prepare(settings.cache().models(), progress(), notice -> modelNotice(notice));
    int port = settings.ports().node();
    NodeProcess process =
        shutdown.add(
            "OCR node",
            new NodeProcess(settings.folder().node(), settings.cache().models(), device(), port));
    NodePool pool =
        pool(
            List.of(new NodeAddress.Remote("127.0.0.1", port)), Optional.empty(), Optional.empty());
    process.start(pool);
    Nodes nodes = new Nodes(Optional.empty(), pool, Optional.of(process));
    steps.say("OCR node: " + nodes.model() + " " + Steps.readyAfter(from));
    return nodes;
  }

  private OcrEngine engine() {
    long from = System.nanoTime();
    steps.say("OCR models: looking in " + settings.cache().models());
    OcrEngine engine =
        Models.open(
            settings.cache().models(),
            EngineSettings.defaults().withDevice(device()),
            progress(),
            notice -> modelNotice(notice));
    steps.say("OCR device: " + engine.device());
    steps.say("OCR engine: " + engine.modelId() + " " + Steps.readyAfter(from));
    return shutdown.add("OCR engine", engine);
  }

  private NodePool pool(
      List<NodeAddress> addresses, Optional<OcrEngine> engine, Optional<Path> authority) {
    Optional<NodePool.Engine> own =
        engine.map(
            it ->
                new NodePool.Engine(
                    DocumentReaders.of(it, TravelDocuments.studies(Clock.systemUTC())),
                    it.modelId() + " on " + it.device().device().name(),
                    EngineSettings.defaults().parallelism()));
    PoolSettings all = PoolSettings.of(addresses).withAuthority(authority);
    try {
      return shutdown.add("OCR nodes", NodePool.open(all, own));
    } catch (IllegalArgumentException e) {
      throw new UserError(AUTHORITY + ": " + e.getMessage(), e);
    }
  }

  private List<NodeAddress> addresses() {
    Object value = configured(NODES).orElse(NodeAddress.IN_PROCESS);
    Stream<?> words =
        value instanceof Collection<?> list
            ? list.stream()
            : Arrays.stream(value.toString().split(","));
    try {
      return words.map(word -> NodeAddress.parse(word.toString())).toList();
    } catch (IllegalArgumentException e) {
      throw new UserError(NODES + ": " + e.getMessage(), e);
    }
  }

  /** The command's word, else the installation's, else whatever is there. */
  private Device device() {
    try {
      return settings
          .device()
          .or(() -> configured(DEVICE).map(text -> Device.parse(text.toString())))
          .orElse(new Device.Auto());
    } catch (IllegalArgumentException e) {
      throw new UserError(DEVICE + ": " + e.getMessage(), e);
    }
  }

  private Optional<Object> configured(String name) {
    return Optional.<Object>ofNullable(System.getProperty(name))
        .or(() -> Optional.ofNullable(configured.get(name)));
  }

  private FetchProgress progress() {
    return new FetchProgress(steps.writer(), settings.terminal());
  }

  private void modelNotice(String notice) {
    steps.say("OCR models: " + notice);
  }
}
