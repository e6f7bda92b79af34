package io.palimpsest.ocr.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.Picture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BoxAverageTest {
  private static final int BLACK = 0xFF000000;
  private static final int WHITE = 0xFFFFFFFF;

  @Test
  void pictureShouldHoldTheMeansOfSquares() {
    BoxAverage average = new BoxAverage(4, 2, 2);

    average.add(0, 0, 4, new int[] {BLACK, BLACK, WHITE, BLACK});
    average.add(0, 1, 4, new int[] {BLACK, BLACK, WHITE, BLACK});

    assertThat(average.picture().bgr()).containsExactly(0, 0, 0, 128, 128, 128);
  }

  @Test
  void pictureShouldDivideSquaresAtTheEdgeByWhatTheyHold() {
    BoxAverage average = new BoxAverage(3, 3, 2);

    for (int y = 0; y < 3; y++) {
      average.add(0, y, 3, new int[] {0xFF102030, 0xFF102030, 0xFF102030});
    }

    Picture picture = average.picture();
    assertThat(picture.width()).isEqualTo(2);
    assertThat(picture.height()).isEqualTo(2);
    for (int i = 0; i < 4; i++) {
      assertThat(Arrays.copyOfRange(picture.bgr(), i * 3, i * 3 + 3))
          .containsExactly(0x30, 0x20, 0x10);
    }
  }

  @Test
  void pictureShouldBeTheSameInWhateverOrderPiecesCome() {
    int[] row = {BLACK, WHITE, WHITE, BLACK, BLACK, WHITE, BLACK};
    BoxAverage rows = new BoxAverage(7, 5, 3);
    BoxAverage tiles = new BoxAverage(7, 5, 3);

    for (int y = 0; y < 5; y++) {
      rows.add(0, y, 7, row);
      tiles.add(4, 4 - y, 3, Arrays.copyOfRange(row, 4, 7));
    }
    for (int y = 0; y < 5; y++) {
      tiles.add(0, y, 4, row);
    }

    assertThat(tiles.picture().bgr()).isEqualTo(rows.picture().bgr());
  }

  @Test
  void pictureShouldShowWhatIsTransparentOnWhite() {
    BoxAverage average = new BoxAverage(2, 1, 1);

    average.add(0, 0, 2, new int[] {0x00000000, 0x80000000});

    assertThat(average.picture().bgr()).containsExactly(255, 255, 255, 127, 127, 127);
  }
}
