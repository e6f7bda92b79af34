package io.palimpsest.ocr.internal.recognise;

import static io.palimpsest.ocr.internal.recognise.RecogniseFixtures.posteriors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CtcAlignmentTest {
  private static final int CLASSES = 3;

  private static final double[][] STEPS = {
    {0.2, 0.5, 0.3}, {0.6, 0.3, 0.1}, {0.1, 0.45, 0.45}, {0.5, 0.1, 0.4}
  };

  @Test
  void logLikelihoodShouldBeThatOfAllPathsThatSayTheSame() {
    Posteriors posteriors = posteriors(STEPS);

    for (List<Integer> classes :
        List.of(List.<Integer>of(), List.of(1), List.of(1, 1), List.of(1, 2), List.of(2, 1, 2))) {
      assertThat(Math.exp(new CtcAlignment(posteriors, classes).logLikelihood()))
          .isCloseTo(sumOverPaths(classes), within(1e-6));
    }
  }

  @Test
  void logLikelihoodShouldBeNothingForMoreClassesThanSteps() {
    CtcAlignment alignment = new CtcAlignment(posteriors(STEPS), List.of(1, 1, 1));

    assertThat(alignment.logLikelihood()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void likeliestShouldSayTheClassesWithABlankBetweenEqualOnes() {
    BestPath path = new CtcAlignment(posteriors(STEPS), List.of(1, 1)).likeliest();

    assertThat(path.best()).containsExactly(1, 0, 1, 0);
    assertThat(path.probability()).containsExactly(0.5f, 0.6f, 0.45f, 0.5f);
  }

  @Test
  void likeliestShouldPutClassesWhereTheyAreLikely() {
    BestPath path = new CtcAlignment(posteriors(STEPS), List.of(1, 2)).likeliest();

    assertThat(path.best()).containsExactly(1, 0, 2, 0);
  }

  private static double sumOverPaths(List<Integer> classes) {
    double sum = 0;
    int count = (int) Math.pow(CLASSES, STEPS.length);
    for (int number = 0; number < count; number++) {
      long[] path = new long[STEPS.length];
      double product = 1;
      int rest = number;
      for (int t = 0; t < STEPS.length; t++) {
        path[t] = rest % CLASSES;
        rest /= CLASSES;
        product *= STEPS[t][(int) path[t]];
      }
      sum += new BestPath(path, new float[STEPS.length]).classes().equals(classes) ? product : 0;
    }
    return sum;
  }
}
