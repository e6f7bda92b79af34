package io.palimpsest.documents.internal;

import io.palimpsest.documents.mrz.Mrz;
import io.palimpsest.documents.mrz.Repair;
import io.palimpsest.ocr.CloseReader;
import io.palimpsest.ocr.Findings;
import io.palimpsest.ocr.Findings.Cutout;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.PageStudy;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.TextLine;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds and reads a page's machine-readable zone. Its findings are the zone's lines as they were
 * read and the same lines again with their repairs, and the portrait where it was asked for.
 */
public final class TravelDocumentStudy implements PageStudy {
  private final String name;
  private final boolean portrait;
  private final Clock clock;

  /**
   * @param portrait whether to cut it out
   * @param clock tells the centuries of two-digit years
   */
  public TravelDocumentStudy(String name, boolean portrait, Clock clock) {
    this.name = name;
    this.portrait = portrait;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Findings look(Picture picture, Page page, CloseReader lines) {
    return zone(page, lines)
        .map(
            zone ->
                new Findings(
                    told(zone),
                    portrait
                        ? PortraitFinder.find(picture, page, zone).stream().toList()
                        : List.<Cutout>of()))
        .orElse(Findings.none());
  }

  private Optional<FoundZone> zone(Page page, CloseReader lines) {
    ZoneReader reader = new ZoneReader(lines, LocalDate.now(clock));
    List<FoundZone> found = new ArrayList<>();
    for (List<Row> stack : RowFinder.stacks(page.lines())) {
      Optional<FoundZone> zone = reader.read(stack);
      zone.ifPresent(found::add);
      if (zone.filter(it -> it.mrz().verified()).isPresent()) {
        break;
      }
    }
    return found.stream().max(Comparator.comparingDouble(FoundZone::agreement));
  }

  private static List<TextLine> told(FoundZone zone) {
    Mrz mrz = zone.mrz();
    List<StringBuilder> read = mrz.lines().stream().map(StringBuilder::new).toList();
    for (Repair repair : mrz.repairs()) {
      read.get(repair.place().line()).setCharAt(repair.place().column(), repair.read());
    }
    List<TextLine> told = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      told.add(new TextLine(read.get(i).toString(), zone.lines().get(i), 1, List.of()));
    }
    for (int i = 0; i < read.size(); i++) {
      told.add(new TextLine(mrz.lines().get(i), zone.lines().get(i), 1, List.of()));
    }
    return told;
  }
}
