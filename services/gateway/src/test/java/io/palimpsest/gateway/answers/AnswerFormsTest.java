package io.palimpsest.gateway.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.gateway.answers.TextDetectionsAnswer.Extra;
import io.palimpsest.gateway.protocol.Envelope;
import io.palimpsest.gateway.testing.StubEngine;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.platform.metering.CallIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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
