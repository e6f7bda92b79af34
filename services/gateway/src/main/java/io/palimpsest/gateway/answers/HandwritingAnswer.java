package io.palimpsest.gateway.answers;

import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import java.io.IOException;

/** TextGeneralHandwriting[]: lines, with the corners of each character where asked for. */
public record HandwritingAnswer() implements AnswerForm {

  @Override
  public void write(JsonGenerator json, Reading reading, Selection selection) throws IOException {
    Shapes.requireText(reading);
    int[] paragraphs = Paragraphs.number(reading.page());
    json.writeArrayFieldStart("TextDetections");
    for (int i = 0; i < paragraphs.length; i++) {
      line(json, reading.page().lines().get(i), paragraphs[i], selection.flag("EnableWordPolygon"));
    }
    json.writeEndArray();
    double angle = Shapes.angle(reading.page());
    json.writeNumberField("Angel", angle);
    json.writeNumberField("Angle", angle);
  }

  @Override
  public String fields() {
    return "TextDetections, Angel, Angle";
  }

  private static void line(JsonGenerator json, TextLine line, int paragraph, boolean polygons)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("DetectedText", line.text());
    Shapes.confidence(json, line.confidence());
    Shapes.corners(json, "Polygon", line.quad());
    json.writeStringField("AdvancedInfo", "{\"Parag\":{\"ParagNo\":" + paragraph + "}}");
    json.writeArrayFieldStart("WordPolygon");
    if (polygons) {
      for (Glyph glyph : line.glyphs()) {
        Shapes.polygon(json, glyph.quad());
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
