package io.palimpsest.ocr.internal.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Crops, turns and scaling. */
class PixelsTest {
  private static final Normalisation BYTES =
      new Normalisation(List.of(0.0, 0.0, 0.0), List.of(1 / 255.0, 1 / 255.0, 1 / 255.0));

  @ParameterizedTest
  @EnumSource(Turn.class)
  void backShouldLeadToTheSamePixelWhenAPictureWasTurned(Turn turn) {
    Picture picture = gradient(7, 5);

    Picture turned = turn.apply(picture);

    for (int y = 0; y < turned.height(); y++) {
      for (int x = 0; x < turned.width(); x++) {
        Point p = turn.back(new Point(x + 0.5, y + 0.5), 7, 5);
        assertThat(blue(turned, x, y)).isEqualTo(blue(picture, (int) p.x(), (int) p.y()));
      }
    }
  }

  @Test
  void cropShouldCopyAnUprightQuadAndRepeatTheEdgeBeyondThePicture() {
    Picture crop = Crop.of(gradient(10, 10), Quad.rectangle(6, 2, 12, 5));

    assertThat(crop.width()).isEqualTo(6);
    assertThat(crop.height()).isEqualTo(3);
    assertThat(blue(crop, 0, 0)).isEqualTo(value(6, 2));
    assertThat(blue(crop, 5, 2)).isEqualTo(value(9, 4));
  }

  @ParameterizedTest
  @EnumSource(Turn.class)
  void cropShouldLayATurnedQuadFlat(Turn turn) {
    Picture picture = gradient(20, 12);
    Quad text = Quad.rectangle(4, 3, 14, 8);
    Picture turned = turn.apply(picture);
    Turn reverse = Turn.values()[(4 - turn.ordinal()) % 4];
    Quad where = Quads.map(text, p -> reverse.back(p, turned.width(), turned.height()));

    Picture crop = Crop.of(turned, where);

    assertThat(crop.width()).isEqualTo(10);
    assertThat(crop.height()).isEqualTo(5);
    assertThat((int) blue(crop, 0, 0)).isCloseTo(value(4, 3), within(1));
    assertThat((int) blue(crop, 9, 4)).isCloseTo(value(13, 7), within(1));
  }

  @Test
  void blocksShouldTakeTheMeanOfEachBlock() {
    Picture checks = new Picture(4, 2, grey(0, 100, 0, 100, 100, 0, 100, 0));

    Picture half = Resize.blocks(checks, 2);

    assertThat(half.width()).isEqualTo(2);
    assertThat(half.bgr()).containsOnly(50);
  }

  @Test
  void intoShouldLeaveTheTensorOutsideThePictureAsItWas() {
    FloatBuffer tensor = FloatBuffer.allocate(3 * 2 * 4);

    Resize.into(tensor, 0, 4, 2, new Picture(1, 1, new byte[] {10, 20, 30}), 2, 2, BYTES);

    assertThat(tensor.array())
        .usingComparatorWithPrecision(0.01f)
        .containsExactly(
            10, 10, 0, 0, 10, 10, 0, 0, 20, 20, 0, 0, 20, 20, 0, 0, 30, 30, 0, 0, 30, 30, 0, 0);
  }

  @Test
  void intoShouldBlendNeighboursWhenItEnlarges() {
    FloatBuffer tensor = FloatBuffer.allocate(3 * 4);

    Resize.into(tensor, 0, 4, 1, new Picture(2, 1, grey(0, 100)), 4, 1, BYTES);

    assertThat(java.util.Arrays.copyOf(tensor.array(), 4))
        .usingComparatorWithPrecision(0.01f)
        .containsExactly(0, 25, 75, 100);
  }

  private static Picture gradient(int width, int height) {
    int[] values = new int[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i % width, i / width);
    }
    return new Picture(width, height, grey(values));
  }

  private static int value(int x, int y) {
    return 3 * x + 7 * y;
  }

  private static byte[] grey(int... values) {
    byte[] bgr = new byte[values.length * 3];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) values[i / 3];
    }
    return bgr;
  }

  private static int blue(Picture p, int x, int y) {
    return p.bgr()[(y * p.width() + x) * 3] & 255;
  }
}
