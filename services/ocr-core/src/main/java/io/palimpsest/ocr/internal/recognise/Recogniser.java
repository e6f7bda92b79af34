package io.palimpsest.ocr.internal.recognise;

import io.palimpsest.ocr.Alphabet;
import io.palimpsest.ocr.Batching;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Crop;
import io.palimpsest.ocr.internal.geometry.Resize;
import io.palimpsest.ocr.internal.inference.Network;
import io.palimpsest.ocr.internal.inference.Processors;
import io.palimpsest.ocr.model.RecognitionSettings;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Reads lines with one network, those of all pages and calls together. Thread-safe. */
public final class Recogniser {
  private static final int STRIDE = 8;

  private final Network network;
  private final RecognitionSettings settings;
  private final List<String> classes;
  private final CtcDecoder decoder;
  private final Processors processors;
  private final LineQueue queue;

  /**
   * @param network a model with {@link BestClasses}
   * @param classes text of each class of the network; class 0 is the blank
   */
  public Recogniser(
      Network network,
      RecognitionSettings settings,
      List<String> classes,
      Processors processors,
      Batching batching) {
    this.network = network;
    this.settings = settings;
    this.classes = List.copyOf(classes);
    this.decoder = new CtcDecoder(classes);
    this.processors = processors;
    this.queue = new LineQueue(batching);
  }

  /**
   * Reads each quad with its first character at its {@code topLeft}; the answers are in the quads'
   * order.
   *
   * @param alphabet the only characters that the lines may consist of
   */
  public List<Recognition> read(
      Picture picture, List<Quad> quads, Optional<Alphabet> alphabet, Cancellation cancellation) {
    List<Line> lines =
        quads.stream()
            .map(quad -> Line.of(picture, quad, alphabet, cancellation, settings))
            .toList();
    queue.add(lines);
    lines.forEach(_ -> processors.later(this::readBatch));
    CompletableFuture<?>[] answers =
        lines.stream().map(Line::answer).toArray(CompletableFuture[]::new);
    Processors.await(CompletableFuture.allOf(answers), cancellation);
    return lines.stream().map(line -> line.answer().join()).toList();
  }

  /** Whatever goes wrong is told to whoever waits for the lines. */
  private void readBatch(boolean alone) {
    List<Line> batch = queue.take();
    if (batch.isEmpty()) {
      return;
    }
    try {
      List<Recognition> read = recognise(batch, alone);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(read.get(i));
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(line -> line.answer().completeExceptionally(e));
    }
  }

  private List<Recognition> recognise(List<Line> batch, boolean alone) {
    int height = settings.height();
    int widest = batch.stream().mapToInt(Line::width).max().orElseThrow();
    int width = Math.ceilDiv(Math.max(settings.minWidth(), widest), STRIDE) * STRIDE;
    boolean restricted = batch.stream().anyMatch(line -> line.alphabet().isPresent());
    return network.run(
        new Network.Input(
            new long[] {batch.size(), 3, height, width}, tensor -> fill(tensor, batch, width)),
        restricted ? Set.of(settings.output()) : BestClasses.OUTPUTS,
        alone,
        Cancellation.whenAll(batch.stream().map(Line::cancellation).toList()),
        output -> decode(batch, width, restricted, output));
  }

  private void fill(FloatBuffer tensor, List<Line> batch, int width) {
    int height = settings.height();
    for (int i = 0; i < batch.size(); i++) {
      Line line = batch.get(i);
      Resize.into(
          tensor,
          i * 3 * height * width,
          width,
          height,
          Crop.of(line.picture(), line.quad()),
          line.width(),
          height,
          settings.normalisation());
    }
  }

  private List<Recognition> decode(
      List<Line> batch, int width, boolean restricted, Network.Output output) {
    BestPath best =
        restricted
            ? BestPath.among(classes, batch, output.floats(settings.output()))
            : new BestPath(output.longs(BestClasses.BEST), output.floats(BestClasses.PROBABILITY));
    List<Recognition> read = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      BestPath own = best.part(i, batch.size());
      double contentSteps = (double) own.steps() * batch.get(i).width() / width;
      read.add(decoder.decode(own, contentSteps));
    }
    return read;
  }
}
