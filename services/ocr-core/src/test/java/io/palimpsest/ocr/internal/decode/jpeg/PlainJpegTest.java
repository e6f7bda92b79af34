package io.palimpsest.ocr.internal.decode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ocr.Picture;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainJpegTest {
  private static final Runnable NOTHING = () -> {};

  @ParameterizedTest
  @CsvSource({
    "301, 203, 0x22, 0.75, false, 0",
    "301, 203, 0x21, 0.75, false, 0",
    "301, 203, 0x11, 0.75, false, 0",
    "304, 208, 0x22, 0.95, false, 0",
    "320, 417, 0x22, 0.10, false, 0",
    "301, 203, 0x22, 0.75, false, 3",
    "301, 203, 0x11, 1.00, false, 1",
    "301, 203, 0x22, 0.75, true, 0",
    "301, 203, 0x21, 0.90, true, 0",
    "301, 203, 0x11, 1.00, true, 0",
    "305, 217, 0x22, 0.75, true, 5",
    "7, 5, 0x22, 0.75, false, 0",
    "5, 900, 0x22, 0.75, false, 0",
    "900, 1, 0x22, 0.75, true, 0",
  })
  void pixelsShouldBeThoseOfTheGeneralDecoder(
      int width, int height, String sampling, float quality, boolean progressive, int restart) {
    byte[] file =
        new WrittenJpeg(width, height)
            .sampling(Integer.decode(sampling))
            .quality(quality)
            .progressive(progressive)
            .restartAfter(restart)
            .bytes();

    Picture picture = PlainJpeg.decode(file, NOTHING).orElseThrow();

    assertSame(picture, WrittenJpeg.read(file));
  }

  @ParameterizedTest
  @CsvSource({"false, 0.6", "true, 0.6", "false, 1.0"})
  void greyPixelsShouldBeThoseOfTheGeneralDecoder(boolean progressive, float quality) {
    byte[] file =
        new WrittenJpeg(333, 222).grey().progressive(progressive).quality(quality).bytes();

    Picture picture = PlainJpeg.decode(file, NOTHING).orElseThrow();

    assertSame(picture, WrittenJpeg.read(file));
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void aFileCutShortShouldBeLeftToOthers(boolean progressive) {
    byte[] file = new WrittenJpeg(301, 203).progressive(progressive).bytes();

    for (int length = 2; length < file.length; length += 97) {
      assertThat(PlainJpeg.decode(Arrays.copyOf(file, length), NOTHING)).isEmpty();
    }
  }

  @Test
  void coloursAsAdobeTellsThemShouldBeLeftToOthers() {
    byte[] file = WrittenJpeg.withSegment(new WrittenJpeg(64, 64).bytes(), 0xEE, new byte[12]);

    assertThat(PlainJpeg.decode(file, NOTHING)).isEmpty();
  }

  @Test
  void commentsShouldBePassedOver() {
    byte[] plain = new WrittenJpeg(64, 64).bytes();

    byte[] file = WrittenJpeg.withSegment(plain, 0xFE, new byte[] {1, 2, 3});

    assertSame(PlainJpeg.decode(file, NOTHING).orElseThrow(), WrittenJpeg.read(plain));
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void brokenFilesShouldNeverFailOtherwise(boolean progressive) {
    byte[] file =
        new WrittenJpeg(160, 120).progressive(progressive).restartAfter(4).quality(0.5f).bytes();
    Random random = new Random(25);

    for (int i = 0; i < 2_000; i++) {
      byte[] broken = file.clone();
      for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
        broken[random.nextInt(2, broken.length)] = (byte) random.nextInt(256);
      }

      PlainJpeg.decode(broken, NOTHING)
          .ifPresent(p -> assertThat(p.bgr()).hasSize(p.width() * p.height() * 3));
    }
  }

  @Test
  void decodingShouldEndWhenItIsToldTo() {
    byte[] file = new WrittenJpeg(301, 203).bytes();

    assertThatThrownBy(
            () ->
                PlainJpeg.decode(
                    file,
                    () -> {
                      throw new CancellationException("enough");
                    }))
        .isInstanceOf(CancellationException.class);
  }

  private static void assertSame(Picture picture, Picture expected) {
    assertThat(picture.width()).isEqualTo(expected.width());
    assertThat(picture.height()).isEqualTo(expected.height());
    assertThat(picture.bgr()).isEqualTo(expected.bgr());
  }
}
