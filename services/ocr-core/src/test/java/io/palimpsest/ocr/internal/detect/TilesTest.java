package io.palimpsest.ocr.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.Drawings;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.detect.Seams.Seen;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class TilesTest {

  @Test
  void startsShouldCoverTheLengthWithOverlap() {
    assertThat(Tiles.starts(900, 1280)).containsExactly(0);
    assertThat(Tiles.starts(1300, 1280)).containsExactly(0, 20);
    assertThat(Tiles.starts(3000, 1280)).hasSize(3).startsWith(0).endsWith(1720);
  }

  @Test
  void stripsShouldBeLookedAtInTilesUnasked() {
    assertThat(Tiles.needed(blank(6000, 40))).isTrue();
    assertThat(Tiles.needed(blank(40, 3000))).isTrue();
    assertThat(Tiles.needed(blank(1900, 40))).isFalse();
    assertThat(Tiles.needed(blank(3000, 2000))).isFalse();
  }

  @Test
  void twoTilesHalvesOfALineShouldBecomeOne() {
    Quad below = Quad.rectangle(100, 90, 400, 120);

    assertThat(
            Seams.joined(
                List.of(
                    new Seen(1, Quad.rectangle(1024, 51, 1500, 79)),
                    new Seen(0, Quad.rectangle(100, 50, 1280, 80)),
                    new Seen(0, below))))
        .containsExactlyInAnyOrder(Quad.rectangle(100, 50, 1500, 80), below);
  }

  @Test
  void theHalfOfALineAtATilesLowerBorderShouldBeDropped() {
    Quad whole = Quad.rectangle(100, 820, 900, 850);

    assertThat(
            Seams.joined(
                List.of(new Seen(0, Quad.rectangle(99, 818, 901, 832)), new Seen(1, whole))))
        .containsExactly(whole);
  }

  @Test
  void neighboursInARowShouldStayApart() {
    List<Seen> cells =
        List.of(
            new Seen(0, Quad.rectangle(0, 0, 100, 20)),
            new Seen(1, Quad.rectangle(1, 0, 101, 20)),
            new Seen(0, Quad.rectangle(98, 0, 200, 20)), // grown into the one before
            new Seen(1, Quad.rectangle(99, 0, 201, 20)));

    assertThat(Seams.joined(cells)).hasSize(2);
  }

  @Test
  void aLineOfManyHeightsShouldBeCutBetweenWords() {
    BufferedImage image = blankImage(4200, 60);
    // Words of 200 pixels with 30 between them.
    for (int x = 0; x < 4200; x += 230) {
      for (int y = 15; y < 45; y++) {
        for (int i = 0; i < 200 && x + i < 4200; i++) {
          image.setRGB(x + i, y, (y + i) % 7 == 0 ? 0xffffff : 0);
        }
      }
    }
    Quad line = Quad.rectangle(0, 10, 4200, 50);

    List<Quad> pieces = LongLines.cut(Drawings.picture(image), List.of(line));

    assertThat(pieces).hasSizeGreaterThan(2);
    assertThat(pieces.getLast().topRight().x()).isEqualTo(4200);
    for (Quad piece : pieces.subList(0, pieces.size() - 1)) {
      assertThat(piece.topRight().x() % 230).isBetween(205.0, 226.0);
    }
    assertThat(LongLines.cut(blank(800, 60), List.of(Quad.rectangle(0, 0, 800, 20)))).hasSize(1);
  }

  @Test
  void aLineThatRunsDownShouldBeCutAcross() {
    Quad line = Quad.rectangle(10, 0, 50, 4200);

    List<Quad> pieces = LongLines.cut(blank(60, 4200), List.of(line));

    assertThat(pieces).hasSizeGreaterThan(2).allMatch(q -> Quads.width(q) == 40);
  }

  private static Picture blank(int width, int height) {
    return Drawings.picture(blankImage(width, height));
  }

  private static BufferedImage blankImage(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().fillRect(0, 0, width, height);
    return image;
  }
}
