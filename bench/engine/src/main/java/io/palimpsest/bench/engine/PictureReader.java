package io.palimpsest.bench.engine;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.Tier;
import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the first page of a file on one tier. Thread-safe. */
final class PictureReader {
  private final DocumentReader reader;
  private final Tier tier;

  PictureReader(DocumentReader reader, Tier tier) {
    this.reader = reader;
    this.tier = tier;
  }

  /**
   * @param line whether the picture is one cut-out line
   */
  List<TextLine> read(String file, boolean line) throws IOException {
    ReadOptions read = ReadOptions.page().withTier(tier);
    DocumentOptions options =
        DocumentOptions.lenient()
            .withRead(line ? read.withMode(ReadOptions.Mode.SINGLE_LINE) : read);
    return reader.read(Files.readAllBytes(Path.of(file)), options).page().lines();
  }

  /** As {@link #read}, with the milliseconds from name to lines, or with what went wrong. */
  Map<String, Object> answer(String file, boolean line) {
    Map<String, Object> answer = new LinkedHashMap<>();
    long start = System.nanoTime();
    List<TextLine> lines = List.of();
    try {
      lines = read(file, line);
    } catch (OcrFailure | IOException e) {
      answer.put("error", String.valueOf(e.getMessage()));
    }
    answer.put("ms", (System.nanoTime() - start) / 1e6);
    answer.put(
        "lines", lines.stream().map(l -> Map.of("text", l.text(), "box", box(l.quad()))).toList());
    return answer;
  }

  private static List<Double> box(Quad quad) {
    return quad.corners().stream().flatMap(p -> Stream.of(p.x(), p.y())).toList();
  }
}
