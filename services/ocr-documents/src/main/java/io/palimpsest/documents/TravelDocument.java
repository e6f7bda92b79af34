package io.palimpsest.documents;

import io.palimpsest.documents.mrz.Mrz;
import io.palimpsest.documents.mrz.Repair;
import io.palimpsest.ocr.Findings.Cutout;
import io.palimpsest.ocr.Quad;
import java.util.List;
import java.util.Optional;

/**
 * A passport, card or visa as its machine-readable zone tells it.
 *
 * @param mrz as read, what could be repaired is
 * @param repairs what the reader of the picture had repaired; {@link Mrz#repairs} is empty here
 * @param lines where the zone's lines stand, top first
 * @param portrait of its holder; empty where it was not asked for or not found
 */
public record TravelDocument(
    Mrz mrz, List<Repair> repairs, List<Quad> lines, Optional<Cutout> portrait) {
  public TravelDocument {
    repairs = List.copyOf(repairs);
    lines = List.copyOf(lines);
  }
}
