package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.error.OcrFailure;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses PDFs whose streams are compressed twice by methods that can unfold a thousandfold. PDFBox
 * unfolds the inner one from memory, where no read of ours sees it growing; no honest writer makes
 * such files.
 */
final class NestedCompression {
  private static final Pattern FILTERS = Pattern.compile("\\[([\\s/A-Za-z0-9#]{1,400})\\]");
  private static final Pattern UNFOLDING =
      Pattern.compile("/(FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\\b");

  private NestedCompression() {}

  /**
   * @throws OcrFailure.PdfUnreadable when an array names two such methods
   */
  static void refuse(byte[] file) {
    Matcher arrays = FILTERS.matcher(new String(file, StandardCharsets.ISO_8859_1));
    while (arrays.find()) {
      if (UNFOLDING.matcher(arrays.group(1)).results().limit(2).count() == 2) {
        throw new OcrFailure.PdfUnreadable("a stream of the PDF is compressed twice", null);
      }
    }
  }
}
