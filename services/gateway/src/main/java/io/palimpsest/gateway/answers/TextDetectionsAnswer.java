package io.palimpsest.gateway.answers;

import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import java.io.IOException;
import java.util.Set;

/**
 * TextDetection[]: the answer of the general actions.
 *
 * @param extras fields that not all of them have
 */
public record TextDetectionsAnswer(Set<Extra> extras) implements AnswerForm {

  /** Fields beside TextDetections and Angel. */
  public enum Extra {
    LANGUAGE,
    ANGLE,
    PDF_PAGES
  }

  public TextDetectionsAnswer {
    extras = Set.copyOf(extras);
  }

  @Override
  public void write(JsonGenerator json, Reading reading, Selection selection) throws IOException {
    Shapes.requireText(reading);
    int[] paragraphs = Paragraphs.number(reading.page());
    json.writeArrayFieldStart("TextDetections");
    for (int i = 0; i < paragraphs.length; i++) {
      line(json, reading, reading.page().lines().get(i), paragraphs[i], selection.flag("IsWords"));
    }
    json.writeEndArray();
    double angle = Shapes.angle(reading.page());
    json.writeNumberField("Angel", angle);
    if (extras.contains(Extra.ANGLE)) {
      json.writeNumberField("Angle", angle);
    }
    if (extras.contains(Extra.LANGUAGE)) {
      json.writeStringField(
          "Language", Scripts.language(reading.page(), selection.choice("LanguageType", "auto")));
    }
    if (extras.contains(Extra.PDF_PAGES)) {
      json.writeNumberField(
          "PdfPageSize", reading.format() == ImageFormat.PDF ? reading.pageCount() : 0);
    }
  }

  @Override
  public String fields() {
    return "TextDetections, Angel"
        + (extras.contains(Extra.ANGLE) ? ", Angle" : "")
        + (extras.contains(Extra.LANGUAGE) ? ", Language" : "")
        + (extras.contains(Extra.PDF_PAGES) ? ", PdfPageSize" : "");
  }

  private static void line(
      JsonGenerator json, Reading reading, TextLine line, int paragraph, boolean words)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("DetectedText", line.text());
    Shapes.confidence(json, line.confidence());
    Shapes.corners(json, "Polygon", line.quad());
    json.writeStringField("AdvancedInfo", "{\"Parag\":{\"ParagNo\":" + paragraph + "}}");
    Shapes.itemPolygon(json, reading.page(), line.quad());
    json.writeArrayFieldStart("Words");
    if (words) {
      for (Glyph glyph : line.glyphs()) {
        json.writeStartObject();
        Shapes.confidence(json, glyph.confidence());
        json.writeStringField("Character", glyph.text());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("WordCoordPoint");
    if (words) {
      for (Glyph glyph : line.glyphs()) {
        json.writeStartObject();
        Shapes.corners(json, "WordCoordinate", glyph.quad());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
