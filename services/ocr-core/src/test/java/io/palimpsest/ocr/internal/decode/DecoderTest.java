package io.palimpsest.ocr.internal.decode;

import static io.palimpsest.ocr.internal.decode.Encoded.HEIGHT;
import static io.palimpsest.ocr.internal.decode.Encoded.WIDTH;
import static io.palimpsest.ocr.internal.decode.Encoded.decode;
import static io.palimpsest.ocr.internal.decode.Encoded.encode;
import static io.palimpsest.ocr.internal.decode.Encoded.halves;
import static io.palimpsest.ocr.internal.decode.Encoded.rgb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.error.OcrFailure;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecoderTest {
  private static final Color ORANGE = new Color(0xF08010);
  private static final Color NAVY = new Color(0x102060);

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "BMP", "TIFF", "GIF"})
  void decodeShouldKeepColoursInEveryFormat(ImageFormat format) {
    Decoded decoded = decode(encode(halves(BufferedImage.TYPE_3BYTE_BGR, ORANGE, NAVY), format));

    assertThat(decoded.format()).isEqualTo(format);
    assertThat(decoded.pageCount()).isEqualTo(1);
    assertHalves(decoded.picture(), 0xF08010, 0x102060);
  }

  @Test
  void decodeShouldTakeBothKindsOfWebpAndTheFirstFrameOfAnAnimation() {
    for (byte[] file :
        new byte[][] {Encoded.WEBP_LOSSLESS, Encoded.WEBP_LOSSY, Encoded.WEBP_ANIMATED}) {
      Decoded decoded = decode(file);

      assertThat(decoded.format()).isEqualTo(ImageFormat.WEBP);
      assertThat(decoded.picture().width()).isEqualTo(WIDTH);
      assertClose(rgb(decoded.picture(), 10, 16), 50 << 16 | 112 << 8 | 255, 12);
      assertClose(rgb(decoded.picture(), 40, 16), 200 << 16 | 112 << 8, 12);
    }
  }

  @Test
  void decodeShouldTakeTheFourChannelsOfACmykJpegForInks() {
    Picture cyan = decode(Encoded.cmykJpeg(255, 0, 0, 0)).picture();
    Picture black = decode(Encoded.cmykJpeg(0, 0, 0, 255)).picture();
    Picture paper = decode(Encoded.cmykJpeg(0, 0, 0, 0)).picture();

    assertThat(rgb(cyan, 5, 5) >> 16).isLessThan(80);
    assertThat(rgb(cyan, 5, 5) & 255).isGreaterThan(150);
    assertClose(rgb(black, 5, 5), 0x202020, 0x28);
    assertClose(rgb(paper, 5, 5), 0xFFFFFF, 4);
  }

  @Test
  void decodeShouldTakeGreyValuesAsTheyAre() {
    BufferedImage grey = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    fill(grey.getRaster(), 100);
    BufferedImage deep = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
    fill(deep.getRaster(), 100 << 8 | 77);

    assertThat(rgb(decode(encode(grey, ImageFormat.PNG)).picture(), 3, 3)).isEqualTo(0x646464);
    assertThat(rgb(decode(encode(deep, ImageFormat.PNG)).picture(), 3, 3)).isEqualTo(0x646464);
    assertClose(rgb(decode(encode(grey, ImageFormat.JPEG)).picture(), 3, 3), 0x646464, 2);
  }

  @Test
  void decodeShouldTakeSixteenBitColours() {
    BufferedImage image = deep(ColorSpace.CS_sRGB, false, 3);
    fill(image.getRaster(), 0xF0 << 8, 0x80 << 8, 0x10 << 8);

    assertThat(rgb(decode(encode(image, ImageFormat.PNG)).picture(), 3, 3)).isEqualTo(0xF08010);
  }

  @Test
  void decodeShouldTakePalettes() {
    Picture picture =
        decode(
                encode(
                    halves(BufferedImage.TYPE_BYTE_INDEXED, Color.RED, Color.BLUE),
                    ImageFormat.PNG))
            .picture();
    Picture bits =
        decode(
                encode(
                    halves(BufferedImage.TYPE_BYTE_BINARY, Color.BLACK, Color.WHITE),
                    ImageFormat.PNG))
            .picture();

    assertHalves(picture, 0xFF0000, 0x0000FF);
    assertHalves(bits, 0x000000, 0xFFFFFF);
  }

  @Test
  void decodeShouldShowDarkInkOnWhiteAndLightInkOnBlackWhenTheGroundIsTransparent() {
    Color clear = new Color(0, 0, 0, 0);
    Picture dark =
        decode(encode(halves(BufferedImage.TYPE_INT_ARGB, NAVY, clear), ImageFormat.PNG)).picture();
    Picture light =
        decode(encode(halves(BufferedImage.TYPE_INT_ARGB, Color.YELLOW, clear), ImageFormat.PNG))
            .picture();

    assertHalves(dark, 0x102060, 0xFFFFFF);
    assertHalves(light, 0xFFFF00, 0x000000);
  }

  @Test
  void decodeShouldTakeGreyWithAlpha() {
    BufferedImage image =
        new BufferedImage(
            new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                BufferedImage.TRANSLUCENT,
                DataBuffer.TYPE_BYTE),
            Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 2, null),
            false,
            null);
    fill(image.getRaster(), 40, 255);

    assertThat(rgb(decode(encode(image, ImageFormat.PNG)).picture(), 3, 3)).isEqualTo(0x282828);
  }

  @Test
  void decodeShouldTakeThePageAskedForOfATiff() {
    byte[] file =
        Encoded.tiff(
            halves(BufferedImage.TYPE_INT_RGB, Color.RED, Color.RED),
            halves(BufferedImage.TYPE_INT_RGB, Color.GREEN, Color.BLUE));

    Decoded second = decode(file, DocumentOptions.lenient().withPage(2));

    assertThat(second.pageCount()).isEqualTo(2);
    assertHalves(second.picture(), 0x00FF00, 0x0000FF);
    assertThatThrownBy(() -> decode(file, DocumentOptions.lenient().withPage(3)))
        .isInstanceOf(OcrFailure.Undecodable.class)
        .hasMessageContaining("page 3 of 2");
  }

  /**
   * Where the first pixel of the first row, and the last one, are to be seen (Exif 2.32, 4.6.4).
   */
  @ParameterizedTest(name = "orientation {0}")
  @CsvSource({
    "1, 0, 0, 1, 0", "2, 1, 0, 0, 0", "3, 1, 1, 0, 1", "4, 0, 1, 1, 1",
    "5, 0, 0, 0, 1", "6, 1, 0, 1, 1", "7, 1, 1, 1, 0", "8, 0, 1, 0, 0"
  })
  void decodeShouldHonourTheCamerasOrientation(
      int orientation, int redX, int redY, int greenX, int greenY) {
    BufferedImage image = halves(BufferedImage.TYPE_INT_RGB, Color.WHITE, Color.WHITE);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0xFF0000);
      image.setRGB(WIDTH - 16 + i % 16, i / 16, 0x00FF00);
    }
    byte[] file = Encoded.withOrientation(encode(image, ImageFormat.JPEG), orientation);

    Picture picture = decode(file).picture();

    int right = picture.width() - 5;
    int bottom = picture.height() - 5;
    assertThat(picture.width()).isEqualTo(orientation < 5 ? WIDTH : HEIGHT);
    assertClose(rgb(picture, redX == 0 ? 4 : right, redY == 0 ? 4 : bottom), 0xFF0000, 20);
    assertClose(rgb(picture, greenX == 0 ? 4 : right, greenY == 0 ? 4 : bottom), 0x00FF00, 20);
  }

  @Test
  void decodeShouldDrawThePageAskedForOfAPdf() {
    byte[] file =
        Encoded.pdf(
            180,
            72,
            halves(BufferedImage.TYPE_INT_RGB, Color.RED, Color.RED),
            halves(BufferedImage.TYPE_INT_RGB, Color.GREEN, Color.BLUE));

    Decoded second = decode(file, DocumentOptions.lenient().withPage(2));

    assertThat(second.format()).isEqualTo(ImageFormat.PDF);
    assertThat(second.pageCount()).isEqualTo(2);
    assertThat(second.picture().width()).isBetween(499, 501);
    assertThat(rgb(second.picture(), 20, 20)).isEqualTo(0x00FF00);
    assertThat(rgb(second.picture(), 480, 180)).isEqualTo(0x0000FF);
    assertThatThrownBy(() -> decode(file, DocumentOptions.lenient().withPage(3)))
        .isInstanceOf(OcrFailure.PdfUnreadable.class);
  }

  @Test
  void decodeShouldDrawJbig2InAPdf() {
    byte[] image = Encoded.jbig2(halves(BufferedImage.TYPE_BYTE_BINARY, Color.BLACK, Color.WHITE));

    Picture picture = decode(Encoded.imagePdf("/Filter/JBIG2Decode", image)).picture();

    assertThat(rgb(picture, 50, 100)).isNotEqualTo(rgb(picture, picture.width() - 50, 100));
  }

  private static void assertHalves(Picture picture, int left, int right) {
    assertThat(picture.width()).isEqualTo(WIDTH);
    assertThat(picture.height()).isEqualTo(HEIGHT);
    assertClose(rgb(picture, 4, 16), left, 6);
    assertClose(rgb(picture, WIDTH - 5, 16), right, 6);
  }

  private static void assertClose(int rgb, int expected, int tolerance) {
    for (int shift = 0; shift <= 16; shift += 8) {
      assertThat(Math.abs((rgb >> shift & 255) - (expected >> shift & 255)))
          .as("%06X against %06X", rgb, expected)
          .isLessThanOrEqualTo(tolerance);
    }
  }

  private static BufferedImage deep(int space, boolean alpha, int bands) {
    return new BufferedImage(
        new ComponentColorModel(
            ColorSpace.getInstance(space),
            alpha,
            false,
            BufferedImage.OPAQUE,
            DataBuffer.TYPE_USHORT),
        Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, WIDTH, HEIGHT, bands, null),
        false,
        null);
  }

  private static void fill(WritableRaster raster, int... pixel) {
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        raster.setPixel(x, y, pixel);
      }
    }
  }
}
