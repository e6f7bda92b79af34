package io.palimpsest.gateway.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.gateway.answers.TextDetectionsAnswer.Extra;
import io.palimpsest.gateway.protocol.Envelope;
import io.palimpsest.gateway.testing.StubEngine;
import io.palimpsest.ocr.Findings;
import io.palimpsest.ocr.Findings.Cutout;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.metering.CallIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Fields and types of each answer; integers must have no decimal point, or the Go and Java SDKs
 * refuse them.
 */
class AnswerFormsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Selection NOTHING = new Selection(Map.of(), Map.of(), Map.of());

  private static final AnswerForm PASSPORT =
      new PassportAnswer(Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC));
  private static final String FIRST = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
  private static final String SECOND = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

  @Test
  void textDetectionsShouldHaveExactlyTheContractsFields() throws IOException {
    AnswerForm form =
        new TextDetectionsAnswer(Set.of(Extra.LANGUAGE, Extra.ANGLE, Extra.PDF_PAGES));

    JsonNode answer = render(form, reading(ImageFormat.PDF, 4, StubEngine.line("ab")), NOTHING);

    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "TextDetections", "Angel", "Angle", "Language", "PdfPageSize", "RequestId");
    JsonNode line = answer.path("TextDetections").path(0);
    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "DetectedText",
            "Confidence",
            "Polygon",
            "AdvancedInfo",
            "ItemPolygon",
            "Words",
            "WordCoordPoint");
    assertThat(line.path("Confidence").toString()).isEqualTo("99");
    assertThat(line.path("Polygon").toString())
        .isEqualTo("[{\"X\":2,\"Y\":3},{\"X\":22,\"Y\":3},{\"X\":22,\"Y\":23},{\"X\":2,\"Y\":23}]");
    assertThat(line.path("ItemPolygon").toString())
        .isEqualTo("{\"X\":2,\"Y\":3,\"Width\":20,\"Height\":20}");
    assertThat(line.path("AdvancedInfo").asText()).isEqualTo("{\"Parag\":{\"ParagNo\":1}}");
    assertThat(line.path("Words")).isEmpty();
    assertThat(answer.path("PdfPageSize").toString()).isEqualTo("4");
    assertThat(answer.path("Language").asText()).isEqualTo("lat");
  }

  @Test
  void aPictureShouldHaveNoPdfPages() throws IOException {
    JsonNode answer =
        render(
            new TextDetectionsAnswer(Set.of(Extra.PDF_PAGES)),
            reading(ImageFormat.PNG, 1, StubEngine.line("ab")),
            NOTHING);

    assertThat(answer.path("PdfPageSize").toString()).isEqualTo("0");
    assertThat(answer.has("Angle")).isFalse();
  }

  @Test
  void wordsShouldComeWhenAskedFor() throws IOException {
    Selection words = new Selection(Map.of("IsWords", true), Map.of(), Map.of());

    JsonNode line =
        render(
                new TextDetectionsAnswer(Set.of()),
                reading(ImageFormat.PNG, 1, StubEngine.line("ab")),
                words)
            .at("/TextDetections/0");

    assertThat(line.path("Words").toString())
        .isEqualTo(
            "[{\"Confidence\":90,\"Character\":\"a\"},{\"Confidence\":90,\"Character\":\"b\"}]");
    assertThat(line.at("/WordCoordPoint/1/WordCoordinate/0").toString())
        .isEqualTo("{\"X\":12,\"Y\":3}");
  }

  @Test
  void englishShouldBeToldWordByWord() throws IOException {
    Selection all =
        new Selection(Map.of("EnableCoordPoint", true, "EnableCandWord", true), Map.of(), Map.of());

    JsonNode line =
        render(new EnglishAnswer(), reading(ImageFormat.PNG, 1, StubEngine.line("to be")), all)
            .at("/TextDetections/0");

    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "DetectedText",
            "Confidence",
            "Polygon",
            "AdvancedInfo",
            "WordCoordPoint",
            "CandWord",
            "Words");
    assertThat(line.path("Words").findValuesAsText("Character")).containsExactly("to", "be");
    assertThat(line.at("/CandWord/1/CandWords/0/Character").asText()).isEqualTo("be");
    assertThat(line.at("/WordCoordPoint/1/WordCoordinate/0/X").asInt()).isEqualTo(32);
    assertThat(line.path("AdvancedInfo").asText()).isEmpty();
  }

  @Test
  void handwritingShouldGivePolygonsByName() throws IOException {
    Selection polygons = new Selection(Map.of("EnableWordPolygon", true), Map.of(), Map.of());

    JsonNode answer =
        render(
            new HandwritingAnswer(), reading(ImageFormat.PNG, 1, StubEngine.line("a")), polygons);

    assertThat(answer.at("/TextDetections/0/WordPolygon/0").toString())
        .isEqualTo(
            "{\"LeftTop\":{\"X\":2,\"Y\":3},\"RightTop\":{\"X\":12,\"Y\":3},"
                + "\"RightBottom\":{\"X\":12,\"Y\":23},\"LeftBottom\":{\"X\":2,\"Y\":23}}");
    assertThat(answer.path("Angle")).isEqualTo(answer.path("Angel"));
  }

  @Test
  void textDetectShouldOnlySayWhetherThereIsText() throws IOException {
    JsonNode with =
        render(new TextDetectAnswer(), reading(ImageFormat.PNG, 1, StubEngine.line("a")), NOTHING);
    JsonNode without = render(new TextDetectAnswer(), reading(ImageFormat.PNG, 1), NOTHING);

    assertThat(with.path("HasText").toString()).isEqualTo("true");
    assertThat(without.path("HasText").toString()).isEqualTo("false");
  }

  @Test
  void aPassportShouldBeToldByItsZone() throws IOException {
    Selection portrait = new Selection(Map.of("RetImage", true), Map.of(), Map.of());

    JsonNode answer = render(PASSPORT, passport(FIRST, SECOND), portrait);

    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "ID",
            "Name",
            "DateOfBirth",
            "Sex",
            "DateOfExpiration",
            "IssuingCountry",
            "Nationality",
            "Warn",
            "Image",
            "AdvancedInfo",
            "CodeSet",
            "CodeCrc",
            "Surname",
            "GivenName",
            "Type",
            "PassportRecognizeInfos",
            "WarnCardInfos",
            "CardCount",
            "RequestId");
    assertThat(answer.path("ID").asText()).isEqualTo("L898902C3");
    assertThat(answer.path("Name").asText()).isEqualTo("ERIKSSON ANNA MARIA");
    assertThat(answer.path("DateOfBirth").asText()).isEqualTo("19740812");
    assertThat(answer.path("Sex").asText()).isEqualTo("F");
    assertThat(answer.path("DateOfExpiration").asText()).isEqualTo("20120415");
    assertThat(answer.path("Type").asText()).isEqualTo("P");
    assertThat(answer.path("CodeSet").asText()).isEqualTo(FIRST);
    assertThat(answer.path("CodeCrc").asText()).isEqualTo(SECOND);
    assertThat(answer.path("Image").asText()).isEqualTo("AQI=");
    assertThat(answer.path("AdvancedInfo").asText()).isEqualTo("1");
    assertThat(answer.path("Warn").toString()).isEqualTo("[]");
    assertThat(answer.path("CardCount").toString()).isEqualTo("1");
    assertThat(answer.path("PassportRecognizeInfos").size()).isEqualTo(15);
  }

  @Test
  void aPortraitShouldComeOnlyWhenAskedFor() throws IOException {
    JsonNode answer = render(PASSPORT, passport(FIRST, SECOND), NOTHING);

    assertThat(answer.path("Image").asText()).isEmpty();
  }

  @Test
  void aFieldWhoseCheckDigitFailsShouldBeLeftEmpty() throws IOException {
    String wrong = SECOND.replace("L898902C3", "L898902X3");

    JsonNode answer = render(PASSPORT, passport(FIRST, wrong), NOTHING);

    assertThat(answer.path("ID").asText()).isEmpty();
    assertThat(answer.path("DateOfBirth").asText()).isEqualTo("19740812");
    assertThat(answer.path("CodeCrc").asText()).isEqualTo(wrong);
  }

  @Test
  void aVisaShouldBeNoPassport() {
    Reading visa = passport("V" + FIRST.substring(1), SECOND);

    assertThatThrownBy(() -> render(PASSPORT, visa, NOTHING))
        .isInstanceOfSatisfying(
            CallFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_PASSPORT));
    assertThatThrownBy(
            () ->
                render(PASSPORT, reading(ImageFormat.PNG, 1, StubEngine.line("receipt")), NOTHING))
        .isInstanceOfSatisfying(
            CallFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_PASSPORT));
  }

  /** The specimen of ICAO Doc 9303-4, as a study tells it: lines as read, then as repaired. */
  private static Reading passport(String first, String second) {
    Reading text = reading(ImageFormat.PNG, 1, StubEngine.line("P<UTO"));
    List<TextLine> zone = List.of(StubEngine.line(first), StubEngine.line(second));
    List<TextLine> told = List.of(zone.get(0), zone.get(1), zone.get(0), zone.get(1));
    Cutout portrait = new Cutout(Quad.rectangle(0, 0, 35, 45), new byte[] {1, 2});
    return new Reading(
        text.page(),
        text.format(),
        1,
        Duration.ZERO,
        Duration.ZERO,
        new Findings(told, List.of(portrait)));
  }

  private static Reading reading(ImageFormat format, int pages, TextLine... lines) {
    return new Reading(
        new Page(100, 50, 0, List.of(lines), "stub"), format, pages, Duration.ZERO, Duration.ZERO);
  }

  private static JsonNode render(AnswerForm form, Reading reading, Selection selection)
      throws IOException {
    byte[] json =
        Envelope.result(
            new CallIds(Clock.systemUTC()).next(),
            generator -> form.write(generator, reading, selection));
    return JSON.readTree(new String(json, StandardCharsets.UTF_8)).path("Response");
  }
}
