package io.palimpsest.ocr.internal.recognise;

import java.util.stream.IntStream;

/** Readings made by hand. */
final class RecogniseFixtures {
  private RecogniseFixtures() {}

  /**
   * @param probabilities of each class, step by step
   */
  static Posteriors posteriors(double[]... probabilities) {
    int[][] classes = new int[probabilities.length][];
    float[][] sorted = new float[probabilities.length][];
    for (int t = 0; t < probabilities.length; t++) {
      double[] step = probabilities[t];
      classes[t] =
          IntStream.range(0, step.length)
              .boxed()
              .sorted((a, b) -> Double.compare(step[b], step[a]))
              .mapToInt(i -> i)
              .toArray();
      sorted[t] = new float[step.length];
      for (int i = 0; i < step.length; i++) {
        sorted[t][i] = (float) step[classes[t][i]];
      }
    }
    return new Posteriors(classes, sorted);
  }
}
