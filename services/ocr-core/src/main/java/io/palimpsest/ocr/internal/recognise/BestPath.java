package io.palimpsest.ocr.internal.recognise;

import io.palimpsest.ocr.CloseReading.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The likeliest class of each step.
 *
 * @param best the class
 * @param probability its probability, 0 to 1
 * @param shares of the classes that were allowed, for each step; none where no line has an alphabet
 */
record BestPath(long[] best, float[] probability, List<Shares> shares) {

  BestPath(long[] best, float[] probability) {
    this(best, probability, List.of());
  }

  /**
   * The probabilities of one step.
   *
   * @param classes what was allowed, the blank among it
   * @param probability of each
   */
  record Shares(int[] classes, float[] probability) {
    /** Of a line that may consist of anything: nobody asks what else its characters may be. */
    private static final Shares NONE = new Shares(new int[0], new float[0]);

    private static Shares of(int[] classes, float[] all, int offset) {
      float[] own = new float[classes.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = all[offset + classes[i]];
      }
      return new Shares(classes, own);
    }
  }

  /** Below this share nobody can tell a candidate from noise. */
  private static final double LEAST = 0.001;

  /** What the character of a step may be, the likeliest first, given that it is not the blank. */
  List<Candidate> candidates(int step, List<String> texts) {
    if (shares.isEmpty()) {
      return List.of();
    }
    Shares own = shares.get(step);
    double sum = 0;
    for (int i = 0; i < own.classes.length; i++) {
      sum += own.classes[i] == 0 ? 0 : own.probability[i];
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < own.classes.length; i++) {
      double share = own.probability[i] / Math.max(sum, Float.MIN_NORMAL);
      if (own.classes[i] != 0 && share >= LEAST) {
        candidates.add(new Candidate(texts.get(own.classes[i]), Math.min(1, share)));
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::probability).reversed());
    return candidates;
  }

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
    List<Shares> shares = new ArrayList<>();
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
        shares.add(
            batch.get(i).alphabet().isPresent()
                ? Shares.of(allowed, all, t * classes.size())
                : Shares.NONE);
      }
    }
    return new BestPath(best, probability, shares);
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
        Arrays.copyOfRange(probability, index * each, (index + 1) * each),
        shares.isEmpty() ? shares : shares.subList(index * each, (index + 1) * each));
  }
}
