package io.palimpsest.ocr.internal.recognise;

import java.util.ArrayList;
import java.util.List;

/**
 * One class for each step.
 *
 * @param best the class; 0 is the blank
 * @param probability its probability, 0 to 1
 */
record BestPath(long[] best, float[] probability) {

  /** The same with another class at one step. */
  BestPath with(int step, int type) {
    long[] other = best.clone();
    other[step] = type;
    return new BestPath(other, probability);
  }

  /** Repeats joined, blanks dropped. */
  List<Integer> classes() {
    List<Integer> classes = new ArrayList<>();
    for (int t = 0; t < best.length; t++) {
      if (best[t] != 0 && (t == 0 || best[t] != best[t - 1])) {
        classes.add((int) best[t]);
      }
    }
    return List.copyOf(classes);
  }
}
