package io.palimpsest.gateway.answers;

import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import java.io.IOException;
import java.util.List;

/** TextDetectionEn[]: lines with their words. */
public record EnglishAnswer() implements AnswerForm {

  @Override
  public void write(JsonGenerator json, Reading reading, Selection selection) throws IOException {
    Shapes.requireText(reading);
    json.writeArrayFieldStart("TextDetections");
    for (TextLine line : reading.page().lines()) {
      line(json, line, selection.flag("EnableCoordPoint"), selection.flag("EnableCandWord"));
    }
    json.writeEndArray();
    json.writeNumberField("Angel", Shapes.angle(reading.page()));
  }

  @Override
  public String fields() {
    return "TextDetections, Angel";
  }

  private static void line(JsonGenerator json, TextLine line, boolean points, boolean candidates)
      throws IOException {
    List<Word> words = Word.of(line);
    json.writeStartObject();
    json.writeStringField("DetectedText", line.text());
    Shapes.confidence(json, line.confidence());
    Shapes.corners(json, "Polygon", line.quad());
    json.writeStringField("AdvancedInfo", "");
    json.writeArrayFieldStart("WordCoordPoint");
    if (points) {
      for (Word word : words) {
        json.writeStartObject();
        Shapes.corners(json, "WordCoordinate", word.quad());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("CandWord");
    if (candidates) {
      for (Word word : words) {
        json.writeStartObject();
        json.writeArrayFieldStart("CandWords");
        word(json, word);
        json.writeEndArray();
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("Words");
    for (Word word : words) {
      word(json, word);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void word(JsonGenerator json, Word word) throws IOException {
    json.writeStartObject();
    Shapes.confidence(json, word.confidence());
    json.writeStringField("Character", word.text());
    json.writeEndObject();
  }
}
