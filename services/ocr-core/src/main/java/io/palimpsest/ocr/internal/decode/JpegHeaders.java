package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.error.OcrFailure;

/**
 * What a JPEG asks for before its first pixel (ITU-T T.81, annex B). One that comes in several
 * scans is kept as coefficients, in the decoder's own memory that no Java heap bounds, until the
 * last scan is there; and each scan costs time for the whole picture, however few its bytes.
 */
final class JpegHeaders {
  /**
   * Honest progressive files have about ten; those of one scan for each bit and band some fifty.
   */
  private static final int MAX_SCANS = 100;

  private static final long COEFFICIENT_BYTES = 256L << 20;
  private static final int BLOCK_BYTES = 64 * 2;

  private final byte[] file;
  private long pixels;
  private long coefficients;
  private int components;
  private boolean severalScans;

  private JpegHeaders(byte[] file) {
    this.file = file;
  }

  /**
   * How many pixels the largest frame has.
   *
   * @throws OcrFailure when a frame is larger than the limits, or takes more memory or time than
   *     one of its size should
   */
  static long check(byte[] file, DocumentOptions options) {
    return new JpegHeaders(file).check(options);
  }

  private long check(DocumentOptions options) {
    int at = 2;
    while (at + 4 <= file.length) {
      int marker = u8(at + 1);
      if (u8(at) != 0xFF || marker == 0xFF || standsAlone(marker)) {
        at++; // filling, or rubbish that decoders skip
        continue;
      }
      if (marker == 0xDA) {
        severalScans |= u8(at + 4) < components;
        break;
      }
      if (isFrame(marker) && at + 10 <= file.length) {
        frame(at, marker, options);
      }
      at += 2 + Math.max(2, u16(at + 2));
    }
    if (severalScans && coefficients > COEFFICIENT_BYTES) {
      throw new OcrFailure.SizeOutOfRange("too large for a JPEG in several scans");
    }
    if (severalScans && scansFrom(at) > MAX_SCANS) {
      throw new OcrFailure.Undecodable("the JPEG has more than " + MAX_SCANS + " scans", null);
    }
    return pixels;
  }

  private void frame(int at, int marker, DocumentOptions options) {
    int height = u16(at + 5);
    int width = u16(at + 7);
    SizeLimits.check(width, height, options);
    pixels = Math.max(pixels, (long) width * height);
    components = u8(at + 9);
    severalScans |= (marker & 3) == 2; // C2, C6, CA, CE: progressive
    int widest = 1;
    int highest = 1;
    for (int i = 0; i < components && at + 12 + i * 3 <= file.length; i++) {
      widest = Math.max(widest, u8(at + 11 + i * 3) >> 4);
      highest = Math.max(highest, u8(at + 11 + i * 3) & 15);
    }
    long units = Math.ceilDiv(width, 8L * widest) * Math.ceilDiv(height, 8L * highest);
    for (int i = 0; i < components && at + 12 + i * 3 <= file.length; i++) {
      coefficients += units * (u8(at + 11 + i * 3) >> 4) * (u8(at + 11 + i * 3) & 15) * BLOCK_BYTES;
    }
  }

  private int scansFrom(int at) {
    int scans = 0;
    for (int i = at; i + 1 < file.length; i++) {
      if (file[i] == (byte) 0xFF && file[i + 1] == (byte) 0xDA) {
        scans++;
      }
    }
    return scans;
  }

  private static boolean standsAlone(int marker) {
    return marker == 0x01 || marker >= 0xD0 && marker <= 0xD9 || marker == 0;
  }

  /** SOF0 to SOF15, without what else lies between them: DHT, JPG and DAC. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private int u8(int at) {
    return at < file.length ? file[at] & 255 : 0;
  }

  private int u16(int at) {
    return u8(at) << 8 | u8(at + 1);
  }
}
