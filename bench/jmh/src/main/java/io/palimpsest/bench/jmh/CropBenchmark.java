package io.palimpsest.bench.jmh;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Crop;
import io.palimpsest.ocr.internal.geometry.RotatedRect;
import java.util.Random;
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

/** A line of 600 by 40 pixels cut out of a page. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CropBenchmark {
  private static final int WIDTH = 1240;
  private static final int HEIGHT = 1754;

  private final Picture page = noise();
  private final Quad upright = Quad.rectangle(300, 800, 900, 840);
  private final Quad turned = new RotatedRect(600, 820, Math.toRadians(3), 600, 40).quad();

  private static Picture noise() {
    byte[] bgr = new byte[WIDTH * HEIGHT * 3];
    new Random(1).nextBytes(bgr);
    return new Picture(WIDTH, HEIGHT, bgr);
  }

  @Benchmark
  public Picture upright() {
    return Crop.of(page, upright);
  }

  @Benchmark
  public Picture turned() {
    return Crop.of(page, turned);
  }
}
