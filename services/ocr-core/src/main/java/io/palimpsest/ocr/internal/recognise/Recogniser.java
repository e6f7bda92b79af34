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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Reads lines with one network, those of all pages and calls together. Thread-safe. */
public final class Recogniser {
  private static final int STRIDE = 8;

  private final Network network;
  private final RecognitionSettings settings;
  private final List<String> classes;
  private final CtcDecoder decoder;
  private final Processors processors;
  private final LineQueue queue;
  private final Optional<Rereading> rereading;

  /**
   * @param network a model with {@link BestClasses}
   * @param classes text of each class of the network; class 0 is the blank
   * @param rereading how lines in doubt are read a second time, if they are
   */
  public Recogniser(
      Network network,
      RecognitionSettings settings,
      List<String> classes,
      Processors processors,
      Batching batching,
      Optional<Rereading> rereading) {
    this.network = network;
    this.settings = settings;
    this.classes = List.copyOf(classes);
    this.decoder = new CtcDecoder(classes);
    this.processors = processors;
    this.queue = new LineQueue(batching);
    this.rereading = rereading;
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
    List<Reading> readings = readings(lines, cancellation);
    List<Recognition> read = new ArrayList<>(readings.stream().map(decoder::decode).toList());
    rereading.ifPresent(look -> settle(lines, readings, read, look, cancellation));
    return read;
  }

  /** Reads again what is in doubt, and replaces it by what both readings agree on. */
  private void settle(
      List<Line> lines,
      List<Reading> readings,
      List<Recognition> read,
      Rereading look,
      Cancellation cancellation) {
    int[] doubtful =
        IntStream.range(0, read.size()).filter(i -> look.doubts(read.get(i))).toArray();
    List<Reading> again =
        readings(
            Arrays.stream(doubtful).mapToObj(i -> lines.get(i).again(look)).toList(), cancellation);
    for (int i = 0; i < doubtful.length; i++) {
      read.set(doubtful[i], decoder.decode(List.of(readings.get(doubtful[i]), again.get(i))));
    }
  }

  private List<Reading> readings(List<Line> lines, Cancellation cancellation) {
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
      List<Reading> read = recognise(batch, alone);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(read.get(i));
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(line -> line.answer().completeExceptionally(e));
    }
  }

  private List<Reading> recognise(List<Line> batch, boolean alone) {
    int height = settings.height();
    int widest = batch.stream().mapToInt(Line::width).max().orElseThrow();
    int width = Math.ceilDiv(Math.max(settings.minWidth(), widest), STRIDE) * STRIDE;
    boolean all =
        rereading.isPresent() || batch.stream().anyMatch(line -> line.alphabet().isPresent());
    return network.run(
        new Network.Input(
            new long[] {batch.size(), 3, height, width}, tensor -> fill(tensor, batch, width)),
        all ? Set.of(settings.output()) : BestClasses.OUTPUTS,
        alone,
        Cancellation.whenAll(batch.stream().map(Line::cancellation).toList()),
        output -> readings(batch, width, all, output));
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

  private List<Reading> readings(List<Line> batch, int width, boolean all, Network.Output output) {
    long[] best = all ? new long[0] : output.longs(BestClasses.BEST);
    float[] numbers = output.floats(all ? settings.output() : BestClasses.PROBABILITY);
    int steps = numbers.length / (all ? classes.size() : 1) / batch.size();
    List<Reading> read = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      Line line = batch.get(i);
      int from = i * steps;
      Posteriors posteriors =
          all
              ? Posteriors.among(classes, line, numbers, from, from + steps)
              : Posteriors.ofBest(best, numbers, from, from + steps);
      double contentSteps = (double) steps * line.width() / width;
      read.add(new Reading(posteriors, contentSteps, line.alphabet().isPresent()));
    }
    return read;
  }
}
