package io.palimpsest.documents.internal;

import io.palimpsest.documents.mrz.Check;
import io.palimpsest.documents.mrz.Check.Protected;
import io.palimpsest.documents.mrz.Mrz;
import io.palimpsest.ocr.Quad;
import java.util.List;
import java.util.stream.Stream;

/**
 * A zone and where it stands.
 *
 * @param lines where its lines were read, top first
 */
record FoundZone(Mrz mrz, List<Quad> lines) {
  /** Of the three fields that all formats protect, at least so many must be right. */
  private static final int ENOUGH = 2;

  FoundZone {
    lines = List.copyOf(lines);
  }

  /** Whether it is a zone at all: noise passes a check digit in one of ten cases. */
  boolean isZone() {
    long passed =
        Stream.of(Protected.NUMBER, Protected.BIRTH, Protected.EXPIRY)
            .filter(what -> mrz.state(what) == Check.State.PASSED)
            .count();
    return passed >= ENOUGH;
  }

  /** Check digits that pass less those that fail; a repair counts a little against it. */
  double agreement() {
    double digits =
        mrz.checks().stream()
            .mapToDouble(
                check ->
                    switch (check.state()) {
                      case PASSED -> 1;
                      case FAILED -> -1;
                      case ABSENT -> 0;
                    })
            .sum();
    return digits - 0.1 * mrz.repairs().size();
  }
}
