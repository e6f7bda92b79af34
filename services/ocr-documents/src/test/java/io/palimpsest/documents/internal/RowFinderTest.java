package io.palimpsest.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.documents.mrz.Specimens;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.TextLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowFinderTest {
  private static final TextLine TITLE = line("PASSPORT OF UTOPIA", 100, 50, 400);

  @Test
  void twoRowsOfAZoneShouldBeFoundAmongOtherText() {
    List<TextLine> lines =
        List.of(
            TITLE,
            line(Specimens.TD3.get(0), 100, 800, 1100),
            line(Specimens.TD3.get(1), 100, 870, 1100));

    assertThat(RowFinder.stacks(lines).getFirst()).extracting(Row::text).isEqualTo(Specimens.TD3);
  }

  @Test
  void threeRowsShouldBeTriedBeforeTwoOfThem() {
    List<TextLine> lines = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      lines.add(line(Specimens.TD1.get(i), 100, 800 + 60 * i, 900));
    }

    assertThat(RowFinder.stacks(lines).getFirst()).hasSize(3);
  }

  @Test
  void piecesOfARowShouldBeJoined() {
    List<TextLine> lines =
        List.of(
            line("P<UTOERIKSSON<<ANNA<MARIA", 100, 800, 640),
            line("<<<<<<<<<", 850, 802, 1090),
            line(Specimens.TD3.get(1), 100, 870, 1100));

    Row first = RowFinder.stacks(lines).getFirst().getFirst();

    assertThat(first.text()).isEqualTo("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<");
    assertThat(first.length()).isBetween(989.0, 991.0);
  }

  @Test
  void rowsThatDoNotStandUnderEachOtherShouldBeNoZone() {
    assertThat(
            RowFinder.stacks(
                List.of(
                    TITLE,
                    line(Specimens.TD3.get(0), 100, 100, 1100),
                    line(Specimens.TD3.get(1), 100, 870, 1100))))
        .isEmpty();
  }

  private static TextLine line(String text, double left, double top, double right) {
    return new TextLine(text, Quad.rectangle(left, top, right, top + 30), 0.9, List.of());
  }
}
