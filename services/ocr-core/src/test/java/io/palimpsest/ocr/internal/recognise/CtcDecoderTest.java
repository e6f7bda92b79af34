package io.palimpsest.ocr.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.ocr.CloseReading;
import java.util.List;
import org.junit.jupiter.api.Test;

class CtcDecoderTest {
  private final CtcDecoder decoder = new CtcDecoder(List.of("", "a", "b", "𠮷", " "));

  @Test
  void decodeShouldJoinRepeatsAndDropBlanks() {
    Recognition read = decode(0, 1, 1, 0, 1, 2, 2, 4, 3, 0);

    assertThat(read.text()).isEqualTo("aab 𠮷");
  }

  @Test
  void decodeShouldTakeTheHighestProbabilityOfARunAndTheirMeanForTheLine() {
    Recognition read = decode(new long[] {1, 1, 0, 2}, new float[] {0.5f, 0.9f, 1, 0.7f});

    assertThat(read.characters().getFirst().confidence()).isCloseTo(0.9, within(1e-6));
    assertThat(read.confidence()).isCloseTo(0.8, within(1e-6));
  }

  @Test
  void decodeShouldPlaceCharactersSideBySideWithoutOverlap() {
    Recognition read = decode(0, 1, 0, 0, 2, 0, 0, 1, 0, 0);

    List<Recognition.Character> c = read.characters();
    assertThat(c.get(0).from()).isLessThan(0.15).isGreaterThanOrEqualTo(0);
    assertThat(c.get(0).to()).isCloseTo(c.get(1).from(), within(1e-9));
    assertThat(c.get(1).from()).isCloseTo(0.3, within(1e-9));
    assertThat(c.get(2).to()).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void decodeShouldTellWhatElseACharacterOfAnAlphabetMayBe() {
    Posteriors posteriors =
        new Posteriors(new int[][] {{0}, {1, 0, 2}}, new float[][] {{1}, {0.6f, 0.2f, 0.2f}});

    Recognition over = decoder.decode(new Reading(posteriors, 2, true));
    Recognition free = decoder.decode(new Reading(posteriors, 2, false));

    assertThat(over.characters().getFirst().candidates())
        .extracting(CloseReading.Candidate::text)
        .containsExactly("a", "b");
    assertThat(over.characters().getFirst().candidates().getFirst().probability())
        .isCloseTo(0.75, within(1e-6));
    assertThat(free.characters().getFirst().candidates()).isEmpty();
  }

  @Test
  void decodeShouldPutWhatTwoReadingsAgreeOnWhereTheSurerOneHasIt() {
    Posteriors doubtful =
        new Posteriors(new int[][] {{0}, {1, 2}, {0}}, new float[][] {{1}, {0.6f, 0.4f}, {1}});
    Posteriors sure = new Posteriors(new int[][] {{0}, {0}, {2}}, new float[][] {{1}, {1}, {0.9f}});

    Recognition read =
        decoder.decode(List.of(new Reading(doubtful, 3, false), new Reading(sure, 3, false)));

    assertThat(read.text()).isEqualTo("b");
    assertThat(read.characters().getFirst().confidence()).isCloseTo(0.9, within(1e-6));
    assertThat(read.characters().getFirst().to()).isEqualTo(1);
  }

  @Test
  void decodeShouldReadNothingWhenAllStepsAreBlank() {
    Recognition read = decode(0, 0, 0);

    assertThat(read.text()).isEmpty();
    assertThat(read.confidence()).isZero();
  }

  private Recognition decode(long... best) {
    float[] probability = new float[best.length];
    java.util.Arrays.fill(probability, 1);
    return decode(best, probability);
  }

  private Recognition decode(long[] best, float[] probability) {
    Posteriors posteriors = Posteriors.ofBest(best, probability, 0, best.length);
    return decoder.decode(new Reading(posteriors, best.length, false));
  }
}
