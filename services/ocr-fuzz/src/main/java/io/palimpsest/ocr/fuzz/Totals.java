package io.palimpsest.ocr.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run came to. */
public final class Totals {
  private static final int SLOWEST = 5;

  private final Map<String, Integer> refused = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();
  private final List<Row> slowest = new ArrayList<>();
  private int inputs;
  private int decoded;
  private int hangs;
  private long allocated;
  private String allocatedBy = "";

  private record Row(String name, long nanos) {}

  void add(Sample sample, Trial.Result result) {
    inputs++;
    switch (result.outcome()) {
      case Outcome.Decoded _ -> decoded++;
      case Outcome.Refused(var failure) ->
          refused.merge(failure.getClass().getSimpleName(), 1, Integer::sum);
      case Outcome.Broken(var why, var cause) -> {
        hangs += cause instanceof Trial.Hang ? 1 : 0;
        broken.add(sample.name() + ": " + why + ": " + cause.getClass().getName());
      }
    }
    slowest.add(new Row(sample.name(), result.nanos()));
    slowest.sort(Comparator.comparingLong(Row::nanos).reversed());
    if (slowest.size() > SLOWEST) {
      slowest.removeLast();
    }
    if (result.allocated() > allocated) {
      allocated = result.allocated();
      allocatedBy = sample.name();
    }
  }

  public int inputs() {
    return inputs;
  }

  /** One line for each file that met something else than a picture or a documented failure. */
  public List<String> broken() {
    return List.copyOf(broken);
  }

  /** A table for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, "inputs", inputs);
    line(text, "decoded", decoded);
    refused.forEach((kind, count) -> line(text, "refused, " + kind, count));
    line(text, "crashes and errors", broken.size() - hangs);
    line(text, "hangs", hangs);
    line(text, "most allocated, MB", allocated >> 20);
    text.append("    by ").append(allocatedBy).append('\n');
    line(text, "heap allowed, MB", Runtime.getRuntime().maxMemory() >> 20);
    line(text, "peak resident set, MB", residentPeak() >> 10);
    text.append("slowest, ms\n");
    slowest.forEach(row -> line(text, "  " + row.name(), row.nanos() / 1_000_000));
    broken.forEach(b -> text.append("BROKEN ").append(b).append('\n'));
    return text.toString();
  }

  private static void line(StringBuilder text, String what, long number) {
    text.append(String.format(Locale.ROOT, "%-60s %9d%n", what, number));
  }

  /** What the kernel saw at the most, native memory included, kB; 0 where it does not say. */
  private static long residentPeak() {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(l -> l.startsWith("VmHWM:"))
          .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
