package io.palimpsest.standalone.read;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.standalone.read.FileReading.PageReading;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads many files with one reader, several at once, and hands the results over in the order of the
 * files.
 */
final class ReadJob {
  private static final Logger LOG = LoggerFactory.getLogger(ReadJob.class);

  /** A file is held in memory as a whole; beyond this it is no document but a mistake. */
  private static final long LARGEST = 512L << 20;

  private final Readers readers;
  private final DocumentOptions options;
  private final PageRange pages;
  private final int threads;

  /**
   * @param options how each file is taken; the page is put in here
   * @param pages which pages of a file that has several
   * @param threads how many files are read at once
   */
  ReadJob(Readers readers, DocumentOptions options, PageRange pages, int threads) {
    this.readers = readers;
    this.options = options;
    this.pages = pages;
    this.threads = threads;
  }

  /** The reader for one page of one file; the same one for all, unless someone wants to watch. */
  @FunctionalInterface
  interface Readers {
    DocumentReader of(Path file, int page);
  }

  /** Where results go. */
  @FunctionalInterface
  interface Sink {
    void accept(FileReading reading) throws IOException;
  }

  /**
   * Reads them all; one that fails does not stop the others.
   *
   * @return how many failed
   * @throws IOException when the sink cannot write
   */
  int run(List<Path> files, Sink sink) throws IOException, InterruptedException {
    int failed = 0;
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("read-", 0).factory());
    try {
      Queue<Future<FileReading>> underWay = new ArrayDeque<>();
      for (Path file : files) {
        underWay.add(pool.submit(() -> read(file)));
        // Far enough ahead to keep every thread busy, near enough that results do not pile up
        // behind a slow file.
        if (underWay.size() >= 4 * threads) {
          failed += hand(underWay.remove(), sink);
        }
      }
      while (!underWay.isEmpty()) {
        failed += hand(underWay.remove(), sink);
      }
    } finally {
      pool.shutdownNow();
    }
    return failed;
  }

  private static int hand(Future<FileReading> future, Sink sink)
      throws IOException, InterruptedException {
    try {
      FileReading reading = future.get();
      sink.accept(reading);
      return reading instanceof FileReading.Failed ? 1 : 0;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  FileReading read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        return new FileReading.Failed(file.toString(), "larger than " + (LARGEST >> 20) + " MiB");
      }
      return new FileReading.Done(file.toString(), readPages(file, Files.readAllBytes(file)));
    } catch (NoSuchFileException | FileNotFoundException e) {
      return new FileReading.Failed(file.toString(), "no such file");
    } catch (AccessDeniedException e) {
      return new FileReading.Failed(file.toString(), "may not be read: permission denied");
    } catch (IOException e) {
      return new FileReading.Failed(file.toString(), "cannot be read: " + e.getMessage());
    } catch (UncheckedIOException e) {
      return new FileReading.Failed(file.toString(), String.valueOf(e.getMessage()));
    } catch (OcrFailure e) {
      return new FileReading.Failed(file.toString(), String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return new FileReading.Failed(file.toString(), "too large for the memory there is");
    } catch (RuntimeException e) {
      LOG.error("unexpected failure", e);
      return new FileReading.Failed(
          file.toString(), "unexpected failure: " + e.getClass().getSimpleName());
    }
  }

  private List<PageReading> readPages(Path file, byte[] bytes) {
    List<PageReading> read = new ArrayList<>();
    PageReading first = readPage(file, bytes, pages.first());
    read.add(first);
    for (int number : pages.of(first.reading().pageCount())) {
      if (number != first.number()) {
        read.add(readPage(file, bytes, number));
      }
    }
    return read;
  }

  private PageReading readPage(Path file, byte[] bytes, int number) {
    return new PageReading(number, readers.of(file, number).read(bytes, options.withPage(number)));
  }
}
