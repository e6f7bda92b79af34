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

class BestPathTest {
  private static final List<String> CLASSES = List.of("", "O", "0", "x");

  /** One step: the letter is likelier than the digit; the next: blank. */
  private static final float[] LETTER_THEN_BLANK = {
    0.1f, 0.45f, 0.3f, 0.15f, //
    0.9f, 0.05f, 0.03f, 0.02f
  };

  @Test
  void amongShouldTakeTheLikeliestOfTheAlphabetAsIfThereWereNoOther() {
    BestPath path = BestPath.among(CLASSES, List.of(line(Alphabet.of("0123"))), LETTER_THEN_BLANK);

    assertThat(path.best()).containsExactly(2, 0);
    assertThat(path.probability())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(0.75f, 0.9f / 0.93f);
  }

  @Test
  void amongShouldTakeTheLikeliestOfAllForALineWithoutAlphabet() {
    BestPath path = BestPath.among(CLASSES, List.of(line(null)), LETTER_THEN_BLANK);

    assertThat(path.best()).containsExactly(1, 0);
  }

  @Test
  void amongShouldTreatEachLineOfABatchByItsOwnAlphabet() {
    float[] two = new float[2 * LETTER_THEN_BLANK.length];
    System.arraycopy(LETTER_THEN_BLANK, 0, two, 0, 8);
    System.arraycopy(LETTER_THEN_BLANK, 0, two, 8, 8);

    BestPath path =
        BestPath.among(CLASSES, List.of(line(Alphabet.of("0")), line(Alphabet.of("x"))), two);

    assertThat(path.part(0, 2).best()).containsExactly(2, 0);
    assertThat(path.part(1, 2).best()).containsExactly(3, 0);
  }

  @Test
  void candidatesShouldBeToldForALineWithAnAlphabetOnly() {
    BestPath restricted =
        BestPath.among(CLASSES, List.of(line(Alphabet.of("O0"))), LETTER_THEN_BLANK);
    BestPath free = BestPath.among(CLASSES, List.of(line(null)), LETTER_THEN_BLANK);

    assertThat(restricted.candidates(0, CLASSES))
        .extracting(CloseReading.Candidate::text)
        .containsExactly("O", "0");
    assertThat(restricted.candidates(0, CLASSES).getFirst().probability())
        .isCloseTo(0.6, within(1e-6));
    assertThat(free.candidates(0, CLASSES)).isEmpty();
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
