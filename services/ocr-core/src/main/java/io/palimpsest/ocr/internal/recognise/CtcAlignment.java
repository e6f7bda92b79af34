package io.palimpsest.ocr.internal.recognise;

import java.util.List;

/**
 * All ways in which classes can be spread over a line's steps, with any number of blanks between
 * them (Graves et al., 2006, section 4.1): a blank, the first class, a blank, the second, and so
 * on; each takes a step or more, blanks may be missing except between two equal classes.
 */
final class CtcAlignment {
  /** Of a class that {@link Posteriors} left out; with 1e-7 to 0.0001 readings were the same. */
  private static final double LEAST = 1e-5;

  private final Posteriors posteriors;
  private final List<Integer> classes;
  private final int states;

  /**
   * @param classes without blanks
   */
  CtcAlignment(Posteriors posteriors, List<Integer> classes) {
    this.posteriors = posteriors;
    this.classes = classes;
    this.states = 2 * classes.size() + 1;
  }

  /** Logarithm of the probability that the line says this, all ways together. */
  double logLikelihood() {
    double[] reached = new double[states];
    double log = 0;
    for (int t = 0; t < posteriors.steps(); t++) {
      double sum = 0;
      for (int s = states - 1; s >= 0; s--) { // downwards: what is read has not been written yet
        double before = t == 0 ? (s <= 1 ? 1 : 0) : reached[s];
        if (t > 0 && s > 0) {
          before += reached[s - 1] + (mayLeap(s) ? reached[s - 2] : 0);
        }
        reached[s] = before == 0 ? 0 : before * probability(t, s);
        sum += reached[s];
      }
      if (sum == 0) {
        return Double.NEGATIVE_INFINITY; // more classes than steps
      }
      log += Math.log(sum);
      for (int s = 0; s < states; s++) {
        reached[s] /= sum;
      }
    }
    return log + Math.log(reached[states - 1] + (states > 1 ? reached[states - 2] : 0));
  }

  /** The likeliest way; its probability at a step is that of the class that it has there. */
  BestPath likeliest() {
    int steps = posteriors.steps();
    double[] reached = new double[states];
    int[][] leap = new int[steps][states];
    for (int t = 0; t < steps; t++) {
      for (int s = states - 1; s >= 0; s--) {
        double before = t == 0 ? (s <= 1 ? 0 : Double.NEGATIVE_INFINITY) : reached[s];
        for (int back = 1; t > 0 && back <= (mayLeap(s) ? 2 : 1) && back <= s; back++) {
          if (reached[s - back] > before) {
            before = reached[s - back];
            leap[t][s] = back;
          }
        }
        reached[s] = before + Math.log(probability(t, s));
      }
    }
    long[] path = new long[steps];
    float[] probability = new float[steps];
    int s = states > 1 && reached[states - 2] > reached[states - 1] ? states - 2 : states - 1;
    for (int t = steps - 1; t >= 0; t--) {
      path[t] = type(s);
      probability[t] = posteriors.probability(t, type(s));
      s -= leap[t][s];
    }
    return new BestPath(path, probability);
  }

  private int type(int state) {
    return state % 2 == 0 ? 0 : classes.get(state / 2);
  }

  private boolean mayLeap(int state) {
    return state % 2 == 1 && state > 1 && type(state) != type(state - 2);
  }

  private double probability(int step, int state) {
    return Math.max(LEAST, posteriors.probability(step, type(state)));
  }
}
