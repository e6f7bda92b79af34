package io.palimpsest.ocr.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.Quad;
import java.util.List;
import org.junit.jupiter.api.Test;

class TilesTest {

  @Test
  void startsShouldCoverTheLengthWithOverlap() {
    assertThat(Tiles.starts(900)).containsExactly(0);
    assertThat(Tiles.starts(1300)).containsExactly(0, 20);
    assertThat(Tiles.starts(3000)).hasSize(3).startsWith(0).endsWith(1720);
  }

  @Test
  void joinedShouldMakeOneLineOfTheHalvesThatTwoTilesSaw() {
    Quad left = Quad.rectangle(100, 50, 1280, 80);
    Quad right = Quad.rectangle(1024, 51, 1500, 79);
    Quad below = Quad.rectangle(100, 90, 400, 120);

    assertThat(Tiles.joined(List.of(right, left, below)))
        .containsExactlyInAnyOrder(Quad.rectangle(100, 50, 1500, 80), below);
  }

  @Test
  void joinedShouldKeepNeighboursInARowApart() {
    List<Quad> cells = List.of(Quad.rectangle(0, 0, 100, 20), Quad.rectangle(110, 0, 200, 20));

    assertThat(Tiles.joined(cells)).hasSize(2);
  }
}
