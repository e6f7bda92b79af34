package io.palimpsest.ocr.internal.recognise;

import java.util.ArrayList;
import java.util.List;
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

/** From the likeliest class of each of 160 steps to some fifty characters with their places. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CtcDecoderBenchmark {
  private static final int STEPS = 160;
  private static final int CLASSES = 18_710;

  private final CtcDecoder decoder = new CtcDecoder(classes());
  private final Reading reading = reading();

  private static List<String> classes() {
    List<String> classes = new ArrayList<>();
    classes.add("");
    for (int i = 1; i < CLASSES; i++) {
      classes.add(Character.toString(0x4E00 + i));
    }
    return classes;
  }

  /** Each character takes one step or two, then a blank. */
  private static Reading reading() {
    Random random = new Random(1);
    long[] best = new long[STEPS];
    float[] probability = new float[STEPS];
    for (int t = 0; t < STEPS; t++) {
      boolean goesOn = t % 3 == 1 && random.nextBoolean();
      best[t] = t % 3 == 0 ? 1 + random.nextInt(CLASSES - 1) : goesOn ? best[t - 1] : 0;
      probability[t] = 0.9f + 0.1f * random.nextFloat();
    }
    return new Reading(Posteriors.ofBest(best, probability, 0, STEPS), STEPS, false);
  }

  @Benchmark
  public Recognition line() {
    return decoder.decode(reading);
  }
}
