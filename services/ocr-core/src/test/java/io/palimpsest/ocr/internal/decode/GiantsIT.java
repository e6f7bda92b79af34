package io.palimpsest.ocr.internal.decode;

import static io.palimpsest.ocr.internal.decode.Encoded.rgb;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pictures whose raster would not fit into the memory that a decoding may take. */
@Timeout(120)
class GiantsIT {
  /** 290 megapixels of grey. */
  private static final int WIDTH = 18_000;

  private static final int HEIGHT = 16_112;

  @Test
  void decodeShouldAverageAGiantJpegWithoutKeepingIt() {
    Decoded decoded = decode(Encoded.write("jpeg", stripes(), param -> {}), 200);

    assertStripes(decoded);
  }

  @Test
  void decodeShouldAverageAGiantPngWithoutKeepingIt() {
    Decoded decoded = decode(Encoded.write("png", stripes(), param -> {}), 200);

    assertStripes(decoded);
  }

  @Test
  void decodeShouldAverageAGiantTiffOfTilesWithoutKeepingIt() {
    byte[] file =
        Encoded.write(
            "tiff",
            stripes(),
            param -> {
              param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
              param.setCompressionType("PackBits");
              param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
              param.setTiling(512, 512, 0, 0);
            });

    Decoded decoded = decode(file, 900);

    assertStripes(decoded);
  }

  @Test
  void decodeShouldThinOutAGiantPngThatIsInterlaced() {
    byte[] file =
        Encoded.write(
            "png", stripes(), param -> param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT));

    Decoded decoded = decode(file, 300);

    assertThat(decoded.shrunk()).isEqualTo(3);
    assertThat(decoded.picture().width()).isEqualTo(WIDTH / 3);
    assertThat(rgb(decoded.picture(), 0, 9)).isEqualTo(0xFFFFFF);
    assertThat(rgb(decoded.picture(), 1, 9)).isEqualTo(0x000000);
  }

  @Test
  void decodeShouldAverageAGiantFax() {
    BufferedImage bits = new BufferedImage(22_000, 27_500, BufferedImage.TYPE_BYTE_BINARY);
    Graphics2D g = bits.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 22_000, 13_750);
    g.dispose();

    Decoded decoded = decode(Encoded.faxTiff(bits), 1_000);

    assertThat(decoded.shrunk()).isEqualTo(4);
    assertThat(decoded.picture().width()).isEqualTo(5_500);
    assertThat(decoded.picture().height()).isEqualTo(6_875);
    assertThat(rgb(decoded.picture(), 2_000, 3_400)).isEqualTo(0xFFFFFF);
    assertThat(rgb(decoded.picture(), 2_000, 3_450)).isEqualTo(0x000000);
  }

  /**
   * @param megabytes that decoding may allocate in all; a raster alone takes 290
   */
  private static Decoded decode(byte[] file, long megabytes) {
    Guard guard = new Guard(megabytes << 20);
    guard.begin();
    return Decoder.decode(file, DocumentOptions.lenient(), guard);
  }

  /** Black and white by turns, one pixel wide: what looks at every third pixel sees no grey. */
  private static RenderedImage stripes() {
    byte[] row = new byte[WIDTH];
    for (int x = 0; x < WIDTH; x += 2) {
      row[x] = (byte) 255;
    }
    return new SameRows(row, HEIGHT);
  }

  private static void assertStripes(Decoded decoded) {
    Picture picture = decoded.picture();
    assertThat(decoded.shrunk()).isEqualTo(3);
    assertThat(picture.width()).isEqualTo(WIDTH / 3);
    assertThat(picture.height()).isEqualTo(5_371);
    for (int i = 0; i < 1_000; i++) {
      int grey = rgb(picture, i * 5, i * 5) & 255;
      assertThat(grey).isBetween(80, 175);
    }
    assertThat(rgb(picture, 100, 5_370) & 255).isBetween(80, 175);
  }
}
