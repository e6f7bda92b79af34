package io.palimpsest.ocr.internal.decode;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the programs (functions of type 4, ISO 32000-1, 7.10.5) in a colour space or a shading.
 * They run once for each colour or even each pixel, without asking anyone; having no loops, they
 * take as long as they are.
 */
final class PdfPrograms {
  private static final int PROGRAM = 4;

  private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private PdfPrograms() {}

  /** Bytes of all programs that can be reached from there. */
  static long length(@Nullable COSBase from) {
    return new PdfPrograms().measure(from);
  }

  private long measure(@Nullable COSBase from) {
    COSBase base = from instanceof COSObject object ? object.getObject() : from;
    if (base == null || !seen.add(base)) {
      return 0;
    }
    return switch (base) {
      case COSStream stream when stream.getInt(COSName.FUNCTION_TYPE) == PROGRAM ->
          unfolded(stream);
      case COSDictionary dictionary ->
          dictionary.getValues().stream().mapToLong(this::measure).sum();
      case COSArray array -> {
        long sum = 0;
        for (COSBase element : array) {
          sum += measure(element);
        }
        yield sum;
      }
      default -> 0;
    };
  }

  private static long unfolded(COSStream program) {
    try (var in = program.createInputStream()) {
      return in.skip(Integer.MAX_VALUE);
    } catch (java.io.IOException e) {
      return Integer.MAX_VALUE; // what cannot be measured is taken for the worst
    }
  }
}
