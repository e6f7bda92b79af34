package io.palimpsest.ocr.internal.recognise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decoding of a connectionist temporal classification (Graves et al., 2006): repeats joined, blanks
 * dropped.
 */
final class CtcDecoder {
  /**
   * A lone step says where a character's middle is, not how wide it is; most are about this many
   * steps wide.
   */
  private static final double HALF_WIDTH_STEPS = 1.5;

  private final List<String> classes;

  /**
   * @param classes text of each class; class 0 is the blank
   */
  CtcDecoder(List<String> classes) {
    this.classes = List.copyOf(classes);
  }

  /** The likeliest text of one reading. */
  Recognition decode(Reading reading) {
    return decode(reading, reading.posteriors().best());
  }

  /**
   * What several readings of one line agree on, its characters where the reading that finds it
   * likeliest has them.
   */
  Recognition decode(List<Reading> readings) {
    List<Integer> agreed =
        new Consensus(readings.stream().map(Reading::posteriors).toList()).classes();
    Reading nearest =
        readings.stream()
            .max(
                Comparator.comparingDouble(
                    r -> new CtcAlignment(r.posteriors(), agreed).logLikelihood()))
            .orElseThrow();
    return decode(nearest, new CtcAlignment(nearest.posteriors(), agreed).likeliest());
  }

  /**
   * @param path a class for each step of the reading
   */
  private Recognition decode(Reading reading, BestPath path) {
    double contentSteps = reading.contentSteps();
    List<Run> runs = runs(path.best(), path.probability());
    List<Recognition.Character> characters = new ArrayList<>(runs.size());
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      double left = run.middle() - reach(runs, i, i - 1);
      double right = run.middle() + reach(runs, i, i + 1);
      characters.add(
          new Recognition.Character(
              classes.get(run.type),
              run.probability,
              Math.clamp(left / contentSteps, 0, 1),
              Math.clamp(right / contentSteps, 0, 1),
              reading.candidates(run.peak, classes)));
    }
    return Recognition.of(characters);
  }

  private static List<Run> runs(long[] best, float[] probability) {
    List<Run> runs = new ArrayList<>();
    for (int t = 0; t < best.length; t++) {
      if (best[t] == 0) {
        continue;
      }
      int start = t;
      int peak = t;
      while (t + 1 < best.length && best[t + 1] == best[start]) {
        t++;
        peak = probability[t] > probability[peak] ? t : peak;
      }
      runs.add(new Run((int) best[start], start, t + 1, peak, probability[peak]));
    }
    return runs;
  }

  /**
   * From a character's middle to its border with a neighbour: half-way, or a usual half width if
   * none is near.
   */
  private static double reach(List<Run> runs, int at, int neighbour) {
    double own = Math.max(HALF_WIDTH_STEPS, (runs.get(at).end - runs.get(at).start) / 2.0);
    if (neighbour < 0 || neighbour >= runs.size()) {
      return own;
    }
    return Math.min(2 * own, Math.abs(runs.get(neighbour).middle() - runs.get(at).middle()) / 2);
  }

  private record Run(int type, int start, int end, int peak, float probability) {
    double middle() {
      return (start + end) / 2.0;
    }
  }
}
