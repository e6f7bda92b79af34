package io.palimpsest.ocr.internal.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropTest {

  @ParameterizedTest(name = "from {0}, {1}, {2} x {3}")
  @CsvSource({
    "3, 4, 10, 5", // inside
    "-4, -3, 10, 8", // over the top left corner
    "15, 14, 10, 10", // over the bottom right corner
    "-3, 2, 30, 5", // wider than the picture
    "25, 25, 4, 4", // outside altogether
    "-9, -9, 4, 4",
  })
  void anUprightCropShouldRepeatThePicturesEdge(int x, int y, int w, int h) {
    Picture picture = coordinates(20, 20);

    Picture crop = Crop.of(picture, Quad.rectangle(x, y, x + w, y + h));

    for (int v = 0; v < h; v++) {
      for (int u = 0; u < w; u++) {
        int at = (v * w + u) * 3;
        assertThat(crop.bgr()[at]).isEqualTo((byte) Math.clamp(x + u, 0, 19));
        assertThat(crop.bgr()[at + 1]).isEqualTo((byte) Math.clamp(y + v, 0, 19));
      }
    }
  }

  @ParameterizedTest(name = "sloping by {0} pixels")
  @CsvSource({"1.5, 0", "-1.5, 0", "8, 8"})
  void aTurnedCropShouldFollowItsLineUnlessTheSlopeIsNone(double slope, double followed) {
    Picture picture = coordinates(120, 60);
    Quad quad =
        new Quad(
            new Point(10, 20),
            new Point(110, 20 + slope),
            new Point(110, 40 + slope),
            new Point(10, 40));

    Picture crop = Crop.of(picture, quad);

    int middle = crop.height() / 2 * crop.width();
    int left = crop.bgr()[(middle + 2) * 3 + 1];
    int right = crop.bgr()[(middle + crop.width() - 3) * 3 + 1];
    assertThat((double) right - left).isBetween(followed - 1, followed + 1);
  }

  /** Each pixel says where it is: x in blue, y in green. */
  private static Picture coordinates(int width, int height) {
    byte[] bgr = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        bgr[(y * width + x) * 3] = (byte) x;
        bgr[(y * width + x) * 3 + 1] = (byte) y;
      }
    }
    return new Picture(width, height, bgr);
  }
}
