package io.palimpsest.ocr;

/** The kinds of file that can be read, told by their first bytes, never by a name. */
public enum ImageFormat {
  JPEG,
  PNG,
  BMP,
  TIFF,
  WEBP,
  GIF,
  PDF
}
