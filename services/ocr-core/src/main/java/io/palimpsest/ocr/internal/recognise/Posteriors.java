package io.palimpsest.ocr.internal.recognise;

import io.palimpsest.ocr.CloseReading.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How likely which class is at each step of a line. Classes with next to no probability, which are
 * all but a few, are left out.
 *
 * @param classes of each step, the likeliest first
 * @param probabilities of these, 0 to 1
 */
record Posteriors(int[][] classes, float[][] probabilities) {
  /** From here on a class is kept. Leaving out those below 0.01 changed no reading either. */
  private static final float LEAST = 0.001f;

  /** Only the likeliest class of each step is known. */
  static Posteriors ofBest(long[] best, float[] probability, int from, int to) {
    int[][] classes = new int[to - from][];
    float[][] probabilities = new float[to - from][];
    for (int t = from; t < to; t++) {
      classes[t - from] = new int[] {(int) best[t]};
      probabilities[t - from] = new float[] {probability[t]};
    }
    return new Posteriors(classes, probabilities);
  }

  /**
   * All that a network says of a line, as if there were no classes but those that the line may
   * consist of.
   *
   * @param texts text of each class; class 0 is the blank
   * @param all {@code float32[lines][steps][classes]} of a batch
   * @param from the line's first step, counted over the batch
   * @param to behind its last
   */
  static Posteriors among(List<String> texts, Line line, float[] all, int from, int to) {
    int[] allowed = allowed(texts, line);
    int[][] classes = new int[to - from][];
    float[][] probabilities = new float[to - from][];
    for (int t = from; t < to; t++) {
      int at = t * texts.size();
      float sum = line.alphabet().isPresent() ? sum(all, at, allowed) : 1;
      // What else a character of an alphabet may be counts even where the blank is far likelier.
      float least = LEAST * (line.alphabet().isPresent() ? sum - all[at] : 1);
      long[] likeliest = likeliest(all, at, allowed, least);
      int count = likeliest.length;
      classes[t - from] = new int[count];
      probabilities[t - from] = new float[count];
      for (int i = 0; i < count; i++) {
        int type = (int) likeliest[count - 1 - i];
        classes[t - from][i] = type;
        probabilities[t - from][i] = all[at + type] / Math.max(sum, Float.MIN_NORMAL);
      }
    }
    return new Posteriors(classes, probabilities);
  }

  private static float sum(float[] all, int at, int[] allowed) {
    float sum = 0;
    for (int type : allowed) {
      sum += all[at + type];
    }
    return sum;
  }

  /**
   * Those that have at least so much, in any case one, the likeliest last: above, the probability's
   * bits, which order as positive numbers do; below, the class.
   */
  private static long[] likeliest(float[] all, int at, int[] allowed, float least) {
    long[] kept = new long[8];
    int size = 0;
    for (int type : allowed) {
      if (!(all[at + type] < least)) { // not ">=", so that not even NaN leaves a step empty
        kept = size == kept.length ? Arrays.copyOf(kept, 2 * size) : kept;
        kept[size++] = (long) Float.floatToIntBits(all[at + type]) << 32 | type;
      }
    }
    if (size == 0) {
      return likeliest(all, at, allowed, 0);
    }
    Arrays.sort(kept, 0, size);
    return Arrays.copyOf(kept, size);
  }

  private static int[] allowed(List<String> texts, Line line) {
    int[] every = new int[texts.size()];
    Arrays.setAll(every, i -> i);
    if (line.alphabet().isEmpty()) {
      return every;
    }
    Set<String> characters = line.alphabet().get().characters();
    return Arrays.stream(every)
        .filter(type -> type == 0 || characters.contains(texts.get(type)))
        .toArray();
  }

  int steps() {
    return classes.length;
  }

  /** The likeliest class of each step. */
  BestPath best() {
    long[] best = new long[steps()];
    float[] probability = new float[steps()];
    for (int t = 0; t < steps(); t++) {
      best[t] = classes[t][0];
      probability[t] = probabilities[t][0];
    }
    return new BestPath(best, probability);
  }

  /** What the character of a step may be, the likeliest first, given that it is not the blank. */
  List<Candidate> candidates(int step, List<String> texts) {
    double sum = 0;
    for (int i = 0; i < classes[step].length; i++) {
      sum += classes[step][i] == 0 ? 0 : probabilities[step][i];
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < classes[step].length; i++) {
      double share = probabilities[step][i] / Math.max(sum, Float.MIN_NORMAL);
      if (classes[step][i] != 0 && share >= LEAST) {
        candidates.add(new Candidate(texts.get(classes[step][i]), Math.min(1, share)));
      }
    }
    return candidates;
  }

  /** 0 for a class that was left out. */
  float probability(int step, int type) {
    for (int i = 0; i < classes[step].length; i++) {
      if (classes[step][i] == type) {
        return probabilities[step][i];
      }
    }
    return 0;
  }
}
