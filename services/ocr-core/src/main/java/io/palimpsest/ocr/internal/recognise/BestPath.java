package io.palimpsest.ocr.internal.recognise;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The likeliest class of each step.
 *
 * @param best the class
 * @param probability its probability, 0 to 1
 */
record BestPath(long[] best, float[] probability) {

  /**
   * The likeliest among those that a line may consist of, with its probability given that one of
   * them it is.
   *
   * @param classes text of each class; class 0 is the blank
   * @param batch the lines, each with as many steps
   * @param all {@code float32[lines][steps][classes]}
   */
  static BestPath among(List<String> classes, List<Line> batch, float[] all) {
    int steps = all.length / classes.size();
    long[] best = new long[steps];
    float[] probability = new float[steps];
    int stepsOfLine = steps / batch.size();
    for (int i = 0; i < batch.size(); i++) {
      int[] allowed = allowed(classes, batch.get(i));
      for (int t = i * stepsOfLine; t < (i + 1) * stepsOfLine; t++) {
        float sum = 0;
        for (int type : allowed) {
          float p = all[t * classes.size() + type];
          sum += p;
          if (p > probability[t]) {
            probability[t] = p;
            best[t] = type;
          }
        }
        probability[t] /= Math.max(sum, Float.MIN_NORMAL);
      }
    }
    return new BestPath(best, probability);
  }

  private static int[] allowed(List<String> classes, Line line) {
    int[] every = new int[classes.size()];
    Arrays.setAll(every, i -> i);
    if (line.alphabet().isEmpty()) {
      return every;
    }
    Set<String> characters = line.alphabet().get().characters();
    return Arrays.stream(every)
        .filter(type -> type == 0 || characters.contains(classes.get(type)))
        .toArray();
  }

  int steps() {
    return best.length;
  }

  /** One line's share of a batch of equal lines. */
  BestPath part(int index, int count) {
    int each = steps() / count;
    return new BestPath(
        Arrays.copyOfRange(best, index * each, (index + 1) * each),
        Arrays.copyOfRange(probability, index * each, (index + 1) * each));
  }
}
