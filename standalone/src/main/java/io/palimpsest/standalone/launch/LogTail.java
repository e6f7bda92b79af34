package io.palimpsest.standalone.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Prints the ends of log files, and what is added to them later. */
public final class LogTail {
  /** No one reads more than this from the end of a file. */
  private static final int WINDOW = 1 << 20;

  private final Path folder;
  private final PrintWriter out;
  private final Map<Path, Long> shown = new HashMap<>();
  private Path current = Path.of("");

  public LogTail(Path folder, PrintWriter out) {
    this.folder = folder;
    this.out = out;
  }

  /**
   * Prints the last lines of every file.
   *
   * @return whether there is any file
   */
  public boolean print(int lines) throws IOException {
    List<Path> files = files();
    for (Path file : files) {
      long size = Files.size(file);
      String end = slice(file, Math.max(0, size - WINDOW), size);
      List<String> all = end.lines().toList();
      head(file);
      all.subList(Math.max(0, all.size() - lines), all.size()).forEach(out::println);
      shown.put(file, size);
    }
    out.flush();
    return !files.isEmpty();
  }

  /** Prints what came since; a file that shrank is taken for a new one. */
  public void printNew() throws IOException {
    for (Path file : files()) {
      long size = Files.size(file);
      long from = shown.getOrDefault(file, 0L);
      if (size < from) {
        from = 0;
      }
      if (size > from) {
        head(file);
        out.print(slice(file, Math.max(from, size - WINDOW), size));
        shown.put(file, size);
      }
    }
    out.flush();
  }

  private void head(Path file) {
    if (!file.equals(current)) {
      out.println("==> " + file + " <==");
      current = file;
    }
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(path -> path.toString().endsWith(".log"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static String slice(Path file, long from, long to) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) (to - from)];
      in.seek(from);
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
