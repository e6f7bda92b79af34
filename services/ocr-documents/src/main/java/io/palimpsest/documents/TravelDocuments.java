package io.palimpsest.documents;

import io.palimpsest.documents.internal.TravelDocumentStudy;
import io.palimpsest.documents.mrz.Mrz;
import io.palimpsest.documents.mrz.MrzReader;
import io.palimpsest.documents.mrz.Place;
import io.palimpsest.documents.mrz.Repair;
import io.palimpsest.ocr.Findings;
import io.palimpsest.ocr.PageStudy;
import io.palimpsest.ocr.TextLine;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Travel documents by their machine-readable zone.
 *
 * <pre>{@code
 * DocumentReader reader = DocumentReaders.of(engine, TravelDocuments.studies(clock));
 * Reading reading =
 *     reader.read(bytes, DocumentOptions.lenient().withStudy(TravelDocuments.STUDY));
 * Optional<TravelDocument> document =
 *     TravelDocuments.of(reading.findings(), LocalDate.now(clock));
 * }</pre>
 */
public final class TravelDocuments {
  /** The study that reads the zone. */
  public static final String STUDY = "travel-document";

  /** The study that reads the zone and cuts out the portrait. */
  public static final String STUDY_WITH_PORTRAIT = "travel-document-with-portrait";

  private TravelDocuments() {}

  /**
   * Both studies.
   *
   * @param clock tells the centuries of two-digit years
   */
  public static List<PageStudy> studies(Clock clock) {
    return List.of(
        new TravelDocumentStudy(STUDY, false, clock),
        new TravelDocumentStudy(STUDY_WITH_PORTRAIT, true, clock));
  }

  /**
   * The document that a study found; empty where the page holds none.
   *
   * @param today tells the centuries of two-digit years
   */
  public static Optional<TravelDocument> of(Findings findings, LocalDate today) {
    List<TextLine> lines = findings.lines();
    int count = lines.size() / 2;
    List<String> read = lines.subList(0, count).stream().map(TextLine::text).toList();
    List<TextLine> repaired = lines.subList(count, lines.size());
    Optional<Mrz> mrz = MrzReader.parse(repaired.stream().map(TextLine::text).toList(), today);
    return mrz.map(
        zone ->
            new TravelDocument(
                zone,
                repairs(read, zone.lines()),
                repaired.stream().map(TextLine::quad).toList(),
                findings.cutouts().stream().findFirst()));
  }

  private static List<Repair> repairs(List<String> read, List<String> repaired) {
    List<Repair> repairs = new ArrayList<>();
    for (int line = 0; line < read.size(); line++) {
      String before = read.get(line);
      String after = repaired.get(line);
      for (int column = 0; column < Math.min(before.length(), after.length()); column++) {
        if (before.charAt(column) != after.charAt(column)) {
          repairs.add(
              new Repair(new Place(line, column), before.charAt(column), after.charAt(column)));
        }
      }
    }
    return repairs;
  }
}
