package io.palimpsest.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.ocr.Batching;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.Tier;
import io.palimpsest.standalone.engine.FetchProgress;
import io.palimpsest.standalone.engine.Models;
import io.palimpsest.standalone.launch.CacheFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Reads pictures on one tier for as long as requests come: a line of JSON on standard input for
 * each, a line of JSON on standard output in answer. One picture is read, or many by several
 * callers at once, or the {@linkplain Floor least cost} of one is measured.
 *
 * <p>Usage: {@code Serve fast|standard|accurate THREADS [LINES MILLIS]}. The engine is set as a
 * server's would be on a machine with so many processors; LINES and MILLIS bound a batch of lines.
 */
public final class Serve {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Serve() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = System.out;
    System.setOut(System.err); // what libraries print must not get among the answers
    Tier tier = Tier.valueOf(args[0].toUpperCase(Locale.ROOT));
    int threads = Integer.parseInt(args[1]);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    try (OcrEngine engine =
            Models.open(
                CacheFolder.of(System.getenv()).models(),
                settings(args, threads),
                new FetchProgress(err, false),
                err::println);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      PictureReader reader = new PictureReader(DocumentReaders.of(engine), tier);
      Floor floor = new Floor(engine, tier, threads);
      out.println(JSON.writeValueAsString(Map.of("ready", true, "model", engine.modelId())));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(JSON.writeValueAsString(answer(reader, floor, JSON.readTree(line))));
      }
    }
  }

  private static EngineSettings settings(String[] args, int threads) {
    EngineSettings settings = new EngineSettings(threads, threads);
    return args.length < 4
        ? settings
        : settings.withBatching(
            new Batching(Integer.parseInt(args[2]), Duration.ofMillis(Long.parseLong(args[3]))));
  }

  private static Map<String, Object> answer(PictureReader reader, Floor floor, JsonNode request)
      throws IOException, InterruptedException {
    if (request.has("files")) {
      return new Crowd(reader).read(texts(request.get("files")), request.get("callers").asInt());
    }
    String file = request.get("file").asText();
    boolean line = request.path("line").asBoolean();
    if (request.has("boxes")) {
      return Map.of("floorMs", floor.millis(file, quads(request.get("boxes"))));
    }
    if (!request.path("watch").asBoolean()) {
      return reader.answer(file, line);
    }
    try (RuntimeWatch watch = RuntimeWatch.start()) {
      Map<String, Object> answer = reader.answer(file, line);
      answer.put("ortMs", watch.share() * ((Number) answer.get("ms")).doubleValue());
      return answer;
    }
  }

  private static List<Quad> quads(JsonNode boxes) {
    return StreamSupport.stream(boxes.spliterator(), false)
        .map(b -> new Quad(corner(b, 0), corner(b, 1), corner(b, 2), corner(b, 3)))
        .toList();
  }

  private static Point corner(JsonNode box, int index) {
    return new Point(box.get(2 * index).asDouble(), box.get(2 * index + 1).asDouble());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
