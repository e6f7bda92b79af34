package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.internal.geometry.Turn;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The orientation that a camera noted (tag 0x0112 of the first directory, Exif 2.32, 4.6.4). Only
 * the chain of headers that leads to this one number is walked: general metadata readers unfold
 * compressed text on the way, without bounds.
 */
final class Orientations {
  private static final int TAG = 0x0112;
  private static final int UPRIGHT = 1;

  private Orientations() {}

  /** 1 to 8 as in the Exif standard; 1 where nothing, or nothing sensible, is noted. */
  static int of(byte[] file, ImageFormat format) {
    try {
      return switch (format) {
        case JPEG -> inJpeg(ByteBuffer.wrap(file));
        case PNG -> inPng(ByteBuffer.wrap(file));
        case WEBP -> inWebp(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
        case TIFF -> inTiff(ByteBuffer.wrap(file));
        case BMP, GIF, PDF -> UPRIGHT;
      };
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return UPRIGHT; // a broken note says nothing
    }
  }

  private static int inJpeg(ByteBuffer in) {
    in.position(2);
    while (in.remaining() >= 4) {
      int marker = in.getShort() & 0xFFFF;
      if (marker == 0xFFFF) { // a fill byte
        in.position(in.position() - 1);
        continue;
      }
      if (marker < 0xFFC0 || marker == 0xFFDA) {
        return UPRIGHT;
      }
      int length = (in.getShort() & 0xFFFF) - 2;
      if (marker == 0xFFE1 && length >= 6 && in.getInt(in.position()) == 0x45786966) { // "Exif"
        return inTiff(in.slice(in.position() + 6, length - 6));
      }
      in.position(in.position() + length);
    }
    return UPRIGHT;
  }

  private static int inPng(ByteBuffer in) {
    in.position(8);
    while (in.remaining() >= 12) {
      int length = in.getInt();
      int type = in.getInt();
      if (type == 0x65584966) { // "eXIf"
        return inTiff(in.slice(in.position(), length));
      }
      in.position(in.position() + length + 4);
    }
    return UPRIGHT;
  }

  private static int inWebp(ByteBuffer in) {
    in.position(12);
    while (in.remaining() >= 8) {
      int type = in.getInt();
      int length = in.getInt();
      if (type == 0x46495845) { // "EXIF", little endian
        boolean prefixed =
            in.getInt(in.position()) == 0x66697845; // some writers keep JPEG's "Exif\0\0"
        return inTiff(in.slice(in.position() + (prefixed ? 6 : 0), length - (prefixed ? 6 : 0)));
      }
      in.position(in.position() + length + (length & 1));
    }
    return UPRIGHT;
  }

  private static int inTiff(ByteBuffer in) {
    in.order(in.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    in.position(in.getInt(4));
    int entries = in.getShort() & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int at = in.position() + i * 12;
      if ((in.getShort(at) & 0xFFFF) == TAG) {
        int value = in.getShort(at + 8) & 0xFFFF;
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** The picture as it was meant to be seen. */
  static Picture upright(Picture p, int orientation) {
    return switch (orientation) {
      case 2 -> mirrored(p);
      case 3 -> Turn.HALF.apply(p);
      case 4 -> mirrored(Turn.HALF.apply(p));
      case 5 -> mirrored(Turn.CLOCKWISE.apply(p));
      case 6 -> Turn.CLOCKWISE.apply(p);
      case 7 -> mirrored(Turn.COUNTERCLOCKWISE.apply(p));
      case 8 -> Turn.COUNTERCLOCKWISE.apply(p);
      default -> p;
    };
  }

  private static Picture mirrored(Picture p) {
    byte[] bgr = p.bgr().clone();
    for (int y = 0; y < p.height(); y++) {
      int left = y * p.width() * 3;
      for (int right = left + (p.width() - 1) * 3; left < right; left += 3, right -= 3) {
        for (int c = 0; c < 3; c++) {
          byte swapped = bgr[left + c];
          bgr[left + c] = bgr[right + c];
          bgr[right + c] = swapped;
        }
      }
    }
    return new Picture(p.width(), p.height(), bgr);
  }
}
