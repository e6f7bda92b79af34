package io.palimpsest.stores.internal.oplog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines that wait on disk, in files ("segments") named by number. A line is handed to the operating
 * system before {@link #append} returns, so it survives the death of the process. When the files
 * reach their bound, the oldest is dropped and counted. Thread-safe; one process to a folder.
 */
final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final String SUFFIX = ".jsonl";
  private static final long SEGMENT_BYTES = 512 << 10;

  private final Path folder;
  private final long mostBytes;
  private final Deque<Segment> full = new ArrayDeque<>();
  private @Nullable Segment current;
  private @Nullable FileChannel channel;
  private long nextNumber;
  private long bytes;
  private long dropped;

  private Spool(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  /** A file with its size and number of lines. */
  record Segment(Path file, long bytes, long lines) {}

  /** Opens the folder with what an earlier process left in it. */
  static Spool open(Path folder, long mostBytes) throws IOException {
    Files.createDirectories(folder);
    Spool spool = new Spool(folder, mostBytes);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList()) {
        spool.adopt(each);
      }
    }
    return spool;
  }

  /** Adds a line. Never throws: what cannot be written is counted as dropped. */
  synchronized void append(byte[] line) {
    try {
      FileChannel open = channel();
      ByteBuffer buffer = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
      while (buffer.hasRemaining()) {
        open.write(buffer);
      }
      Segment now = java.util.Objects.requireNonNull(current);
      current = new Segment(now.file, now.bytes + line.length + 1, now.lines + 1);
      bytes += line.length + 1;
      if (current.bytes >= SEGMENT_BYTES) {
        seal();
      }
      makeRoom();
      notifyAll();
    } catch (IOException e) {
      count(1, "cannot be written: " + e.getClass().getSimpleName());
    }
  }

  /** The oldest segment once there is one, waiting for it as long as {@code patience}. */
  synchronized Optional<Segment> oldest(Duration patience) throws InterruptedException {
    if (full.isEmpty() && current == null) {
      wait(Math.max(1, patience.toMillis()));
    }
    if (full.isEmpty() && current != null) {
      try {
        seal();
      } catch (IOException e) {
        LOG.warn("operation log spool {}: {}", folder, e.getMessage());
      }
    }
    return Optional.ofNullable(full.peekFirst());
  }

  /**
   * The lines of a segment; a last one that its writer did not finish is left out. Empty when it
   * was dropped meanwhile.
   */
  static List<String> lines(Segment segment) throws IOException {
    try {
      String text = Files.readString(segment.file, StandardCharsets.UTF_8);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Removes a segment whose lines have arrived. */
  synchronized void remove(Segment segment) throws IOException {
    if (full.remove(segment)) {
      bytes -= segment.bytes;
      Files.deleteIfExists(segment.file);
    }
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized long lines() {
    return full.stream().mapToLong(Segment::lines).sum() + (current == null ? 0 : current.lines);
  }

  synchronized long dropped() {
    return dropped;
  }

  /** Counts lines that are lost and says so. */
  synchronized void count(long lines, String why) {
    dropped += lines;
    LOG.warn("operation log: {} entries dropped, {} in all ({})", lines, dropped, why);
  }

  @Override
  public synchronized void close() throws IOException {
    seal();
  }

  private FileChannel channel() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      Path file = folder.resolve("%016d%s".formatted(nextNumber++, SUFFIX));
      open = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
      channel = open;
      current = new Segment(file, 0, 0);
    }
    return open;
  }

  private void seal() throws IOException {
    if (channel != null && current != null) {
      FileChannel done = channel;
      full.addLast(current);
      channel = null;
      current = null;
      done.close();
    }
  }

  private void makeRoom() throws IOException {
    while (bytes > mostBytes && !full.isEmpty()) {
      Segment oldest = full.removeFirst();
      bytes -= oldest.bytes;
      Files.deleteIfExists(oldest.file);
      count(oldest.lines, "the spool is full");
    }
  }

  private void adopt(Path file) throws IOException {
    long size = Files.size(file);
    long lines;
    try (Stream<String> text = Files.lines(file, StandardCharsets.UTF_8)) {
      lines = text.count();
    }
    full.addLast(new Segment(file, size, lines));
    bytes += size;
    String name = file.getFileName().toString();
    nextNumber =
        Math.max(
            nextNumber, Long.parseLong(name.substring(0, name.length() - SUFFIX.length())) + 1);
  }
}
