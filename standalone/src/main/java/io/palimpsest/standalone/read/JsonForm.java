package io.palimpsest.standalone.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.standalone.read.FileReading.PageReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The two JSON forms of a result. Coordinates are pixels of the upright page, to a tenth. */
final class JsonForm {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonForm() {}

  /**
   * One line in the form that predictions are scored in: {@code file}, {@code lines} of {@code
   * text}, {@code box} ({@code x1,y1,…,x4,y4} in reading direction) and {@code confidence}, {@code
   * ms} of the engine; {@code error} for a file that failed, with no lines. {@code page} stands on
   * lines only where a file has several pages.
   */
  static String prediction(FileReading reading) {
    return write(
        switch (reading) {
          case FileReading.Done done -> {
            boolean several =
                done.pages().stream().anyMatch(page -> page.reading().pageCount() > 1);
            yield fields(
                "file", done.file(),
                "lines",
                    done.pages().stream().flatMap(page -> predictedLines(page, several)).toList(),
                "ms", rounded(done.engineMillis(), 100),
                "decodeMs", rounded(done.decodingMillis(), 100),
                "model", done.pages().getFirst().reading().page().modelId());
          }
          case FileReading.Failed failed ->
              fields("file", failed.file(), "lines", List.of(), "ms", 0, "error", failed.why());
        });
  }

  /** Everything known about one file, characters included. */
  static String document(FileReading reading) {
    return write(
        switch (reading) {
          case FileReading.Done done ->
              fields(
                  "file", done.file(), "pages", done.pages().stream().map(JsonForm::page).toList());
          case FileReading.Failed failed -> fields("file", failed.file(), "error", failed.why());
        });
  }

  private static Stream<Map<String, Object>> predictedLines(PageReading page, boolean several) {
    return page.reading().page().lines().stream()
        .map(
            line -> {
              Map<String, Object> form =
                  fields(
                      "text",
                      line.text(),
                      "box",
                      box(line.quad()),
                      "confidence",
                      rounded(line.confidence(), 10_000));
              if (several) {
                form.put("page", page.number());
              }
              return form;
            });
  }

  private static Map<String, Object> page(PageReading read) {
    Reading reading = read.reading();
    Page page = reading.page();
    return fields(
        "page", read.number(),
        "pageCount", reading.pageCount(),
        "format", reading.format().name(),
        "width", page.width(),
        "height", page.height(),
        "angle", rounded(page.angle(), 100),
        "model", page.modelId(),
        "ms", rounded(reading.recognition().toNanos() / 1e6, 100),
        "decodeMs", rounded(reading.decoding().toNanos() / 1e6, 100),
        "lines", page.lines().stream().map(JsonForm::line).toList());
  }

  private static Map<String, Object> line(TextLine line) {
    return fields(
        "text", line.text(),
        "quad", quad(line.quad()),
        "confidence", rounded(line.confidence(), 10_000),
        "glyphs", line.glyphs().stream().map(JsonForm::glyph).toList());
  }

  private static Map<String, Object> glyph(Glyph glyph) {
    return fields(
        "text",
        glyph.text(),
        "quad",
        quad(glyph.quad()),
        "confidence",
        rounded(glyph.confidence(), 10_000));
  }

  private static List<Double> box(Quad quad) {
    return quad.corners().stream()
        .flatMap(p -> Stream.of(rounded(p.x(), 10), rounded(p.y(), 10)))
        .toList();
  }

  private static List<List<Double>> quad(Quad quad) {
    return quad.corners().stream()
        .map(p -> List.of(rounded(p.x(), 10), rounded(p.y(), 10)))
        .toList();
  }

  private static double rounded(double value, int perUnit) {
    return Math.round(value * perUnit) / (double) perUnit;
  }

  /** Names and values in turn, kept in order. */
  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  private static String write(Map<String, Object> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of plain values can always be written", e);
    }
  }
}
