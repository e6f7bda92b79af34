package io.palimpsest.ocr.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The honest files that all others are made from. */
public final class Seeds {
  private Seeds() {}

  /** One of each form; all of them can be decoded, but for what is said to be JPEG 2000. */
  public static List<Sample> honest() {
    List<Sample> all = new ArrayList<>(RasterSeeds.all());
    all.addAll(PdfSeeds.all());
    return List.copyOf(all);
  }

  /** Small files that ask for far more than they hold, as many attacks on decoders did. */
  public static List<Sample> bombs() {
    return Stream.of(RasterBombs.all(), TiffBombs.all(), PdfBombs.all())
        .flatMap(List::stream)
        .toList();
  }
}
