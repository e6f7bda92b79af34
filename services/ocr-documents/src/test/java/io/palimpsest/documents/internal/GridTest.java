package io.palimpsest.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.documents.mrz.Cell;
import io.palimpsest.ocr.CloseReading;
import io.palimpsest.ocr.CloseReading.Candidate;
import io.palimpsest.ocr.CloseReading.Position;
import io.palimpsest.ocr.Quad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final String LINE = "7408122F1204159UTO<<<<<<<<<<<6";

  @Test
  void aLineReadWholeShouldBeTakenAsItIs() {
    assertThat(text(line(_ -> true), Optional.empty())).isEqualTo(LINE);
  }

  @Test
  void fillersThatWereMissedInARunShouldBePutBackWhereTheyAreMissing() {
    assertThat(text(line(i -> i != 20 && i != 23 && i != 24), Optional.empty())).isEqualTo(LINE);
  }

  @Test
  void aRunThatWasMissedAtTheEndShouldBeFilledByItsNeighboursGrid() {
    Optional<Grid> neighbour = Grid.of(line(_ -> true), LINE.length());

    assertThat(text(line(i -> i < 18), neighbour))
        .isEqualTo(LINE.substring(0, 18) + "<".repeat(12));
  }

  @Test
  void charactersOnNoGridOfThisLengthShouldGiveNothing() {
    assertThat(Grid.cells(line(_ -> true), 44, Optional.empty())).isEmpty();
  }

  private static String text(CloseReading line, Optional<Grid> neighbours) {
    StringBuilder text = new StringBuilder();
    Grid.cells(line, LINE.length(), neighbours).orElseThrow().stream()
        .map(Cell::best)
        .forEach(text::append);
    return text.toString();
  }

  /** Characters twenty pixels apart, as a reader with steps of a quarter of them places them. */
  private static CloseReading line(IntPredicate seen) {
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < LINE.length(); i++) {
      if (seen.test(i)) {
        double middle = 100 + 20 * i + (i % 3 - 1) * 2;
        positions.add(
            new Position(
                Quad.rectangle(middle - 8, 0, middle + 8, 30),
                List.of(new Candidate(LINE.substring(i, i + 1), 0.9))));
      }
    }
    return new CloseReading(Quad.rectangle(90, 0, 90 + 20 * LINE.length(), 30), positions);
  }
}
