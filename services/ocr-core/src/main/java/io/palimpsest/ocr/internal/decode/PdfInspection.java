package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;

/**
 * Goes through everything that a page is drawn from and refuses numbers that PDFBox would take at
 * their word: it makes arrays of that size, or counts up to them, before it looks at what is there.
 */
final class PdfInspection {
  /** The largest tables that colour conversions bring along have 33 to the power of 4 entries. */
  private static final long MAX_SAMPLES = 4_000_000;

  /** Character identifiers are of two bytes (ISO 32000-1, annex C). */
  private static final int MAX_CHARACTER = 65_535;

  /** Bytes in a row that a predictor works on. */
  private static final long MAX_ROW = 16L << 20;

  /** Characters in the maps of all fonts together; a map of them all has 65,536. */
  private static final long MAX_MAPPED = 1_000_000;

  private static final COSName VERTICAL = COSName.getPDFName("W2");

  private final Guard guard;
  private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<COSBase> left = new ArrayDeque<>();

  private long mapped;

  private PdfInspection(Guard guard) {
    this.guard = guard;
  }

  /**
   * @throws OcrFailure.PdfUnreadable when something on the page claims too much
   */
  static void check(COSDictionary page, Guard guard) throws IOException {
    PdfInspection inspection = new PdfInspection(guard);
    inspection.add(page);
    while (!inspection.left.isEmpty()) {
      guard.check();
      inspection.look(inspection.left.pop());
    }
  }

  private void add(COSBase base) {
    COSBase direct = base instanceof COSObject object ? object.getObject() : base;
    if ((direct instanceof COSDictionary || direct instanceof COSArray) && seen.add(direct)) {
      left.push(direct);
    }
  }

  private void look(COSBase base) throws IOException {
    switch (base) {
      case COSDictionary dictionary -> {
        judge(dictionary);
        dictionary.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(COSName.PARENT)) // the way to all other pages
            .forEach(entry -> add(entry.getValue()));
      }
      case COSArray array -> array.forEach(this::add);
      default -> {}
    }
  }

  private void judge(COSDictionary dictionary) throws IOException {
    if (dictionary.getDictionaryObject(COSName.TO_UNICODE) instanceof COSStream map) {
      mapped += Math.min(MAX_MAPPED + 1, PdfCharacterMaps.characters(map));
      refuse(mapped > MAX_MAPPED, "the fonts of the PDF have too many characters");
    }
    if (dictionary.getInt(COSName.FUNCTION_TYPE) == 0
        && dictionary.getDictionaryObject(COSName.SIZE) instanceof COSArray size) {
      long samples = 1;
      for (int i = 0; i < size.size() && samples <= MAX_SAMPLES; i++) {
        samples *= Math.max(1, size.getInt(i));
      }
      refuse(samples > MAX_SAMPLES, "a function of the PDF has too many samples");
    }
    for (COSName widths : new COSName[] {COSName.W, VERTICAL}) {
      if (dictionary.getDictionaryObject(widths) instanceof COSArray array) {
        widths(array);
      }
    }
    if (dictionary.containsKey(COSName.PREDICTOR)) {
      long row =
          Math.max(1, (long) dictionary.getInt(COSName.COLUMNS, 1))
              * Math.clamp(dictionary.getInt(COSName.COLORS, 1), 1, 32)
              * Math.clamp(dictionary.getInt(COSName.BITS_PER_COMPONENT, 8), 1, 32)
              / Byte.SIZE;
      refuse(row > MAX_ROW, "a row of a stream in the PDF is too long");
    }
  }

  /** Widths of characters: runs from one number to another, or lists from a number on. */
  private static void widths(COSArray widths) {
    for (int i = 0; i < widths.size(); i++) {
      boolean number = widths.get(i) instanceof COSNumber;
      refuse(
          number && Math.abs((double) ((COSNumber) widths.get(i)).floatValue()) > MAX_CHARACTER,
          "a font of the PDF has too many characters");
    }
  }

  private static void refuse(boolean when, String why) {
    if (when) {
      throw new OcrFailure.PdfUnreadable(why, null);
    }
  }
}
