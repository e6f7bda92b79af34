package io.palimpsest.reportpdf;

/** The colours of a report. */
enum Ink {
  TEXT(0x1B2530),
  MUTED(0x66707C),
  RULE(0xDDE1E6),
  SHADE(0xF5F6F8),
  PAPER(0xFFFFFF),
  BAND(0x12343B),
  BAND_TEXT(0xE8DCC4),
  ALIVE(0x2A7F8E),
  GONE(0xD0A24C),
  GOOD(0x2C7A4B),
  BAD(0xB3372B),
  DOUBT(0x9A6700),
  DOUBT_SHADE(0xFCF1D4);

  private final int rgb;

  Ink(int rgb) {
    this.rgb = rgb;
  }

  float red() {
    return (rgb >> 16 & 0xFF) / 255f;
  }

  float green() {
    return (rgb >> 8 & 0xFF) / 255f;
  }

  float blue() {
    return (rgb & 0xFF) / 255f;
  }
}
