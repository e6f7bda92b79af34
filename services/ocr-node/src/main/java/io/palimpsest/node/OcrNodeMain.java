package io.palimpsest.node;

import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.OcrEngines;
import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.ocr.model.ModelPacks;
import io.palimpsest.ocr.model.TierPacks;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The program of a node: opens the engine, serves it, and drains when it is told to end. {@link
 * NodeOptions} says what it takes.
 */
public final class OcrNodeMain {
  private static final Logger LOG = LoggerFactory.getLogger(OcrNodeMain.class);

  private OcrNodeMain() {}

  /** Runs until a signal; exit code 2 when an option is wrong, 1 when it cannot serve. */
  public static void main(String[] arguments) throws InterruptedException {
    SLF4JBridgeHandler.removeHandlersForRootLogger(); // gRPC speaks to the JDK's own log
    SLF4JBridgeHandler.install();
    try {
      System.exit(run(NodeOptions.read(System.getenv(), List.of(arguments))));
    } catch (IllegalArgumentException e) {
      LOG.error("{}", e.getMessage());
      System.exit(2);
    } catch (OcrFailure | java.io.UncheckedIOException e) {
      LOG.error("{}", e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Serves until the process is told to end and has drained.
   *
   * @return the exit code of a program that the signal ended
   * @throws OcrFailure.ModelUnavailable when no model can be had, or not the device asked for
   * @throws java.io.UncheckedIOException when the port cannot be had
   */
  public static int run(NodeOptions options) throws InterruptedException {
    TierPacks packs = packs(options);
    try (OcrEngine engine = OcrEngines.open(packs, options.settings().engine());
        OcrNode node = OcrNode.start(engine, options.settings())) {
      AtomicInteger code = new AtomicInteger();
      EndSignals.take(
          exitCode -> {
            code.set(exitCode);
            node.drain();
          });
      node.awaitEnd();
      return code.get();
    }
  }

  private static TierPacks packs(NodeOptions options) {
    AtomicReference<String> said = new AtomicReference<>("");
    TierPacks packs =
        ModelPacks.tiers(
            options.models(),
            (what, _, _) -> {
              if (!what.equals(said.getAndSet(what))) {
                LOG.info("fetching {}", what);
              }
            });
    packs.notice().ifPresent(LOG::warn);
    return packs;
  }
}
