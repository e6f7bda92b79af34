package io.palimpsest.ocr.internal.recognise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a line says according to several readings of it together. Their probabilities cannot be
 * averaged step by step, for a network puts a character now at one step, now at its neighbour; so
 * texts are compared by how likely all readings find them as a whole.
 *
 * <p>Beginning with the likeliest best path, each stretch in which another reading, or a doubtful
 * step's second class, differs is tried, and kept where it makes the whole likelier.
 */
final class Consensus {
  /** A step with a class surer than this has no other that is tried. */
  private static final float SURE = 0.9f;

  /** A class with less is not tried. */
  private static final float POSSIBLE = 0.1f;

  private static final int ROUNDS = 4;

  private final List<Posteriors> readings;
  private final Map<List<Integer>, Double> likelihoods = new HashMap<>();

  /**
   * @param readings of one line, at least one; they may have different numbers of steps
   */
  Consensus(List<Posteriors> readings) {
    this.readings = List.copyOf(readings);
  }

  /** The classes that the readings agree on, without blanks. */
  List<Integer> classes() {
    Set<List<Integer>> candidates = new LinkedHashSet<>();
    readings.forEach(reading -> candidates.add(reading.best().classes()));
    List<Integer> agreed =
        candidates.stream().max(Comparator.comparingDouble(this::likelihood)).orElseThrow();
    readings.forEach(reading -> candidates.addAll(seconds(reading)));
    for (int round = 0; round < ROUNDS; round++) {
      List<Integer> before = agreed;
      for (List<Integer> candidate : candidates) {
        agreed = improved(agreed, candidate);
      }
      if (agreed.equals(before)) {
        break;
      }
    }
    return agreed;
  }

  /** Best path with one doubtful step's second class in place of its first, for each such step. */
  private static List<List<Integer>> seconds(Posteriors reading) {
    List<List<Integer>> seconds = new ArrayList<>();
    BestPath best = reading.best();
    for (int t = 0; t < reading.steps(); t++) {
      if (best.probability()[t] < SURE
          && reading.classes()[t].length > 1
          && reading.probabilities()[t][1] > POSSIBLE) {
        seconds.add(best.with(t, reading.classes()[t][1]).classes());
      }
    }
    return seconds;
  }

  private List<Integer> improved(List<Integer> agreed, List<Integer> candidate) {
    List<Integer> best = agreed;
    // From the right, so that a change leaves the places of those to its left as they are.
    for (Differences.Difference difference : Differences.between(agreed, candidate).reversed()) {
      List<Integer> changed = difference.applied(best);
      if (likelihood(changed) > likelihood(best)) {
        best = changed;
      }
    }
    return best;
  }

  private double likelihood(List<Integer> classes) {
    return likelihoods.computeIfAbsent(
        classes,
        c -> readings.stream().mapToDouble(r -> new CtcAlignment(r, c).logLikelihood()).sum());
  }
}
