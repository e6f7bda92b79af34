package io.palimpsest.ocr.internal.detect;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.internal.geometry.Normalisation;
import io.palimpsest.ocr.internal.geometry.RotatedRect;
import io.palimpsest.ocr.model.DetectionSettings;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Forty lines in two columns on a map of 960 by 1280. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BoxFinderBenchmark {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 1280;
  private static final Normalisation PLAIN =
      new Normalisation(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

  private final BoxFinder finder =
      new BoxFinder(
          new DetectionSettings("map", 736, 1200, 2000, 2_600_000, PLAIN, 0.3, 0.5, 1.6, true));
  private final ProbabilityMap map = page();

  private static ProbabilityMap page() {
    float[] values = new float[WIDTH * HEIGHT];
    for (int line = 0; line < 20; line++) {
      for (int y = 40 + line * 60; y < 52 + line * 60; y++) {
        Arrays.fill(values, y * WIDTH + 40, y * WIDTH + 440, 0.9f);
        Arrays.fill(values, y * WIDTH + 500, y * WIDTH + 900, 0.9f);
      }
    }
    return new ProbabilityMap(WIDTH, HEIGHT, values);
  }

  @Benchmark
  public List<RotatedRect> boxes() {
    return finder.find(map, Cancellation.never());
  }
}
