package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.error.OcrFailure;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What the segments of a JBIG2 image in a PDF ask for (ITU-T T.88, 7.2). Its decoder neither bounds
 * what it allocates nor asks anyone while it works, so only segments are let through whose cost
 * their header tells: the page, and regions of pixels. Dictionaries of symbols do not: a symbol's
 * size stands in the compressed data.
 */
final class JbigHeaders {
  /** Pixels of one page of PDF in this coding: some seconds of work that cannot be stopped. */
  static final long MAX_PIXELS = 100_000_000;

  private static final int PAGE = 48;

  private JbigHeaders() {}

  /**
   * Pixels that the decoder will go over.
   *
   * @throws OcrFailure.PdfUnreadable for what cannot be judged from headers
   */
  static long pixels(byte[] segments) {
    ByteBuffer in = ByteBuffer.wrap(segments);
    long pixels = 0;
    try {
      while (in.remaining() >= 11) { // a trailing byte or two does no harm
        pixels += segment(in);
        if (pixels > MAX_PIXELS) {
          break;
        }
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw unreadable("is broken");
    }
    return pixels;
  }

  private static long segment(ByteBuffer in) {
    int number = in.getInt();
    int flags = in.get();
    skipReferences(in, number);
    in.position(in.position() + ((flags & 0x40) == 0 ? 1 : 4)); // the page it belongs to
    int length = in.getInt();
    if (length < 0) {
      throw unreadable("has a segment of unknown length");
    }
    ByteBuffer data = in.slice(in.position(), Math.min(length, in.remaining()));
    in.position(in.position() + data.limit());
    return switch (flags & 0x3F) {
      case PAGE, 36, 38, 39, 40, 42, 43 -> area(data);
      case 49, 50, 51, 52, 62 -> 0; // ends, profiles and comments
      default -> throw unreadable("is coded by symbols");
    };
  }

  private static void skipReferences(ByteBuffer in, int number) {
    int count = in.get() >> 5 & 7;
    if (count == 7) {
      in.position(in.position() - 1);
      count = in.getInt() & 0x1FFFFFFF;
      in.position(Math.addExact(in.position(), Math.ceilDiv(count + 1, 8)));
    }
    long bytes = Integer.compareUnsigned(number, 256) <= 0 ? 1 : number >>> 16 == 0 ? 2 : 4;
    in.position((int) Math.min(Integer.MAX_VALUE, in.position() + bytes * count));
  }

  private static long area(ByteBuffer data) {
    long width = data.getInt() & 0xFFFFFFFFL;
    long height = data.getInt() & 0xFFFFFFFFL;
    if (width > MAX_PIXELS || height > MAX_PIXELS) {
      throw new OcrFailure.SizeOutOfRange("a JBIG2 in the PDF is " + width + " x " + height);
    }
    return width * height;
  }

  private static OcrFailure unreadable(String why) {
    return new OcrFailure.PdfUnreadable("a JBIG2 image in the PDF " + why, null);
  }
}
