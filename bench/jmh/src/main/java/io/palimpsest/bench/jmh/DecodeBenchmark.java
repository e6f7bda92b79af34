package io.palimpsest.bench.jmh;

import io.palimpsest.ocr.ChosenDevice;
import io.palimpsest.ocr.Device;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.Reading;
import io.palimpsest.standalone.sample.SampleDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a file's bytes to pixels, on the worker and under the guard that every file is decoded. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
  private final DocumentReader reader = DocumentReaders.of(new Blind());
  private byte[] png = {};
  private byte[] jpeg = {};

  @Setup
  public void drawSample() throws IOException {
    Path folder = Files.createTempDirectory("palimpsest-jmh");
    List<Path> files = SampleDocuments.write(folder);
    png = Files.readAllBytes(files.getFirst());
    jpeg = Files.readAllBytes(files.getLast());
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  @Benchmark
  public Reading png() {
    return reader.read(png, DocumentOptions.lenient());
  }

  @Benchmark
  public Reading jpeg() {
    return reader.read(jpeg, DocumentOptions.lenient());
  }

  /** Reads nothing, so that decoding is all there is. */
  private static final class Blind implements OcrEngine {
    @Override
    public Page read(Picture picture, ReadOptions options) {
      return new Page(picture.width(), picture.height(), 0, List.of(), modelId());
    }

    @Override
    public String modelId() {
      return "none";
    }

    @Override
    public ChosenDevice device() {
      return new ChosenDevice(new Device.Cpu(), "it only takes pictures");
    }

    @Override
    public void close() {}
  }
}
