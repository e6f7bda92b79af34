package io.palimpsest.ocr.internal.recognise;

import static io.palimpsest.ocr.internal.recognise.RecogniseFixtures.posteriors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsensusTest {
  private static final double[] BLANK = {1, 0, 0};

  @Test
  void classesShouldBeTheBestPathOfALoneSureReading() {
    Posteriors sure = posteriors(new double[] {0, 0.95, 0.05}, BLANK, new double[] {0.02, 0, 0.98});

    assertThat(new Consensus(List.of(sure)).classes()).containsExactly(1, 2);
  }

  @Test
  void classesShouldGoWithTheSurerReading() {
    Posteriors doubtful = posteriors(BLANK, new double[] {0, 0.55, 0.45});
    Posteriors sure = posteriors(BLANK, new double[] {0, 0.1, 0.9});

    assertThat(new Consensus(List.of(doubtful, sure)).classes()).containsExactly(2);
  }

  @Test
  void classesShouldNotCareAtWhichStepAReadingPutsACharacter() {
    Posteriors early = posteriors(new double[] {0.45, 0.55, 0}, BLANK, BLANK);
    Posteriors late = posteriors(BLANK, BLANK, new double[] {0.45, 0.55, 0}, BLANK);

    assertThat(new Consensus(List.of(early, late)).classes()).containsExactly(1);
  }

  @Test
  void classesShouldTakeEachDoubtfulPlaceFromTheReadingThatIsSureOfIt() {
    double[] first = {0, 0.9, 0.1};
    double[] second = {0, 0.1, 0.9};
    double[] hardlyFirst = {0, 0.51, 0.49};
    double[] hardlySecond = {0, 0.49, 0.51};
    Posteriors one = posteriors(first, BLANK, hardlyFirst);
    Posteriors other = posteriors(hardlySecond, BLANK, second);

    assertThat(new Consensus(List.of(one, other)).classes()).containsExactly(1, 2);
  }

  @Test
  void classesShouldTakeASecondClassWhoseWaysTogetherAreLikelier() {
    // Best path: nothing, 0.55 * 0.55; but the first class at either step or at both has more.
    Posteriors split = posteriors(new double[] {0.55, 0.45, 0}, new double[] {0.55, 0.45, 0});

    assertThat(new Consensus(List.of(split)).classes()).containsExactly(1);
  }
}
