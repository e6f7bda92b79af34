package io.palimpsest.gateway.answers;

import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.Reading;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.io.IOException;

/**
 * The small shapes that all answers share. Fields that the SDKs declare as integers are written
 * without a decimal point: the Go and Java SDKs refuse anything else.
 */
final class Shapes {
  private Shapes() {}

  /** Coord[]: the four corners, clockwise from where the text begins. */
  static void corners(JsonGenerator json, String field, Quad quad) throws IOException {
    json.writeArrayFieldStart(field);
    for (Point corner : quad.corners()) {
      json.writeStartObject();
      coord(json, corner);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Polygon: the four corners by name. */
  static void polygon(JsonGenerator json, Quad quad) throws IOException {
    json.writeStartObject();
    named(json, "LeftTop", quad.topLeft());
    named(json, "RightTop", quad.topRight());
    named(json, "RightBottom", quad.bottomRight());
    named(json, "LeftBottom", quad.bottomLeft());
    json.writeEndObject();
  }

  /** ItemCoord: the line's box in the picture as it is once turned upright. */
  static void itemPolygon(JsonGenerator json, Page page, Quad quad) throws IOException {
    Upright.Box box = Upright.of(page).box(quad);
    json.writeObjectFieldStart("ItemPolygon");
    json.writeNumberField("X", box.x());
    json.writeNumberField("Y", box.y());
    json.writeNumberField("Width", box.width());
    json.writeNumberField("Height", box.height());
    json.writeEndObject();
  }

  static void confidence(JsonGenerator json, double zeroToOne) throws IOException {
    json.writeNumberField("Confidence", Math.clamp(Math.round(zeroToOne * 100), 0, 100));
  }

  /** Degrees, two decimals. */
  static double angle(Page page) {
    return Math.round(page.angle() * 100) / 100.0;
  }

  /**
   * @throws CallFailure {@code ImageNoText} for a page without a single line
   */
  static void requireText(Reading reading) {
    if (reading.page().lines().isEmpty()) {
      throw new CallFailure(ErrorCode.IMAGE_NO_TEXT, "the page holds no line of text");
    }
  }

  private static void named(JsonGenerator json, String field, Point corner) throws IOException {
    json.writeObjectFieldStart(field);
    coord(json, corner);
    json.writeEndObject();
  }

  private static void coord(JsonGenerator json, Point corner) throws IOException {
    json.writeNumberField("X", Math.round(corner.x()));
    json.writeNumberField("Y", Math.round(corner.y()));
  }
}
