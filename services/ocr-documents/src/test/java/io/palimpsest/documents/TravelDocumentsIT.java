package io.palimpsest.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.documents.mrz.Specimens;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.OcrEngines;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.model.ModelPacks;
import io.palimpsest.ocr.model.ProgressListener;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawn documents, read by the real engine. */
class TravelDocumentsIT {
  private static OcrEngine engine;
  private static DocumentReader reader;

  @BeforeAll
  static void open() {
    Path cache =
        Optional.ofNullable(System.getenv("PALIMPSEST_MODELS"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache", "palimpsest", "models"));
    engine =
        OcrEngines.open(
            ModelPacks.tiers(cache, ProgressListener.silent()), EngineSettings.defaults());
    Clock clock =
        Clock.fixed(Specimens.TODAY.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    reader = DocumentReaders.of(engine, TravelDocuments.studies(clock));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void allFiveFormatsShouldBeReadToTheLastCharacter() {
    for (List<String> zone : Specimens.all()) {
      assertThat(lines(DrawnDocument.bare(zone))).isEqualTo(zone);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-8, 3.5, 14, 90, 180, 270})
  void aTurnedPassportShouldBeRead(double degrees) {
    assertThat(lines(DrawnDocument.withPortrait(Specimens.TD3).turned(degrees)))
        .isEqualTo(Specimens.TD3);
  }

  @Test
  void aSmallBlurredPassportShouldBeRead() {
    DrawnDocument page = DrawnDocument.withPortrait(Specimens.TD3).blurred(5).scaled(0.4);

    assertThat(lines(page)).isEqualTo(Specimens.TD3);
  }

  @Test
  void lightOverARunOfFillersShouldNotShiftWhatStandsBehindIt() {
    // Columns 38 to 41 of both lines, fillers in the lower one between the number and its digits.
    DrawnDocument page = DrawnDocument.withPortrait(Specimens.TD3).glared(0.83, 0.78, 0.89, 0.95);

    assertThat(lines(page)).isEqualTo(Specimens.TD3);
  }

  @Test
  void thePortraitShouldBeCutOutByThePagesGeometry() {
    TravelDocument document =
        read(DrawnDocument.withPortrait(Specimens.TD3).turned(4)).orElseThrow();

    Quad quad = document.portrait().orElseThrow().quad();
    double width =
        Math.hypot(
            quad.topRight().x() - quad.topLeft().x(), quad.topRight().y() - quad.topLeft().y());
    double height =
        Math.hypot(
            quad.bottomLeft().x() - quad.topLeft().x(), quad.bottomLeft().y() - quad.topLeft().y());
    assertThat(width / DrawnDocument.MM).isBetween(33.0, 42.0);
    assertThat(height / DrawnDocument.MM).isBetween(43.0, 55.0);
    assertThat(document.portrait().orElseThrow().jpeg()).startsWith(0xff, 0xd8);
  }

  @Test
  void aPageWithoutAPortraitShouldGiveNone() {
    assertThat(read(DrawnDocument.bare(Specimens.TD3)).orElseThrow().portrait()).isEmpty();
  }

  @Test
  void aPageWithoutAZoneShouldBeNoTravelDocument() {
    assertThat(read(DrawnDocument.withPortrait(List.of()))).isEmpty();
    assertThat(read(DrawnDocument.bare(List.of("TOTAL 48.90 PAID IN CASH", "CHANGE 1.10 THANKS"))))
        .isEmpty();
  }

  private static List<String> lines(DrawnDocument page) {
    return read(page).map(document -> document.mrz().lines()).orElse(List.of());
  }

  private static Optional<TravelDocument> read(DrawnDocument page) {
    DocumentOptions options =
        DocumentOptions.lenient().withStudy(TravelDocuments.STUDY_WITH_PORTRAIT);
    return TravelDocuments.of(reader.read(page.png(), options).findings(), Specimens.TODAY);
  }
}
