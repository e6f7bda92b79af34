package io.palimpsest.ocr.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.ocr.Alphabet;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.CloseReading;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Normalisation;
import io.palimpsest.ocr.model.RecognitionSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PosteriorsTest {
  private static final List<String> CLASSES = List.of("", "O", "0", "x");

  /** One step: the letter is likelier than the digit; the next: blank. */
  private static final float[] LETTER_THEN_BLANK = {
    0.1f, 0.45f, 0.3f, 0.15f, //
    0.9f, 0.05f, 0.03f, 0.02f
  };

  @Test
  void amongShouldTakeTheLikeliestOfTheAlphabetAsIfThereWereNoOther() {
    BestPath path =
        Posteriors.among(CLASSES, line(Alphabet.of("0123")), LETTER_THEN_BLANK, 0, 2).best();

    assertThat(path.best()).containsExactly(2, 0);
    assertThat(path.probability())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(0.75f, 0.9f / 0.93f);
  }

  @Test
  void amongShouldTakeTheLikeliestOfAllForALineWithoutAlphabet() {
    Posteriors posteriors = Posteriors.among(CLASSES, line(null), LETTER_THEN_BLANK, 0, 2);

    assertThat(posteriors.best().best()).containsExactly(1, 0);
    assertThat(posteriors.classes()[0]).containsExactly(1, 2, 3, 0);
  }

  @Test
  void amongShouldTakeOnlyTheStepsOfItsLine() {
    float[] two = new float[2 * LETTER_THEN_BLANK.length];
    System.arraycopy(LETTER_THEN_BLANK, 0, two, 8, 8);

    Posteriors second = Posteriors.among(CLASSES, line(Alphabet.of("x")), two, 2, 4);

    assertThat(second.best().best()).containsExactly(3, 0);
  }

  @Test
  void amongShouldLeaveOutWhatHasNextToNoProbability() {
    float[] sure = {0.0004f, 0.0004f, 0.9988f, 0.0004f};

    Posteriors posteriors = Posteriors.among(CLASSES, line(null), sure, 0, 1);

    assertThat(posteriors.probability(0, 2)).isCloseTo(0.9988f, within(1e-5f));
    assertThat(posteriors.probability(0, 3)).isZero();
  }

  @Test
  void ofBestShouldKnowTheBestAlone() {
    Posteriors posteriors =
        Posteriors.ofBest(new long[] {9, 1, 0}, new float[] {1, 0.5f, 0.9f}, 1, 3);

    assertThat(posteriors.best().best()).containsExactly(1, 0);
    assertThat(posteriors.best().probability()).containsExactly(0.5f, 0.9f);
  }

  @Test
  void candidatesShouldBeTheLettersOfTheAlphabetAsIfThereWereNoBlank() {
    Posteriors restricted =
        Posteriors.among(CLASSES, line(Alphabet.of("O0")), LETTER_THEN_BLANK, 0, 2);

    assertThat(restricted.candidates(0, CLASSES))
        .extracting(CloseReading.Candidate::text)
        .containsExactly("O", "0");
    assertThat(restricted.candidates(0, CLASSES).getFirst().probability())
        .isCloseTo(0.6, within(1e-6));
  }

  private static Line line(@org.jspecify.annotations.Nullable Alphabet alphabet) {
    Normalisation plain = new Normalisation(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
    return Line.of(
        new Picture(10, 10, new byte[300]),
        Quad.rectangle(0, 0, 10, 10),
        Optional.ofNullable(alphabet),
        Cancellation.never(),
        new RecognitionSettings("steps", 48, 64, 3200, plain, 0.5));
  }
}
