package io.palimpsest.ocr.internal.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSStream;

/**
 * Counts what the ranges of a character map (Adobe Technical Note 5014) stand for: PDFBox writes
 * every single character of them into tables, without asking anyone.
 */
final class PdfCharacterMaps {
  /** Longest map that is looked at, bytes; an honest one of all characters takes a fifth. */
  private static final int MAX_BYTES = 4 << 20;

  private static final Pattern COMMENT = Pattern.compile("%[^\r\n]*");
  private static final Pattern RANGE =
      Pattern.compile("<\\s*([0-9A-Fa-f\\s]{1,64})>\\s*<\\s*([0-9A-Fa-f\\s]{1,64})>\\s*<");
  private static final Pattern SECTION =
      Pattern.compile("beginbfrange(.*?)(endbfrange|$)", Pattern.DOTALL);

  private PdfCharacterMaps() {}

  /** Characters that come out of a map; {@link Long#MAX_VALUE} where it is absurdly long. */
  static long characters(COSStream map) throws IOException {
    byte[] bytes;
    try (InputStream in = map.createInputStream()) {
      bytes = in.readNBytes(MAX_BYTES);
    }
    if (bytes.length == MAX_BYTES) {
      return Long.MAX_VALUE;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    long sum = 0;
    Matcher section = SECTION.matcher(COMMENT.matcher(text).replaceAll(" "));
    while (section.find()) {
      Matcher range = RANGE.matcher(section.group(1));
      while (range.find()) {
        sum += Math.max(0, code(range.group(2)) - code(range.group(1)));
      }
    }
    return sum;
  }

  private static long code(String hex) {
    String digits = hex.replaceAll("\\s", "");
    return Long.parseLong(digits.substring(Math.max(0, digits.length() - 8)), 16);
  }
}
