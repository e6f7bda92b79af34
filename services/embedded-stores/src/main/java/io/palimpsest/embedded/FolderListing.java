package io.palimpsest.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/**
 * The files below a folder as a bucket's objects, in the order of their names, as far as one
 * listing goes. Only folders that may hold something of it are read, and only files that are told
 * are looked at: of 100,000 in a folder the first thousand are found in 0.2 s. The library looks at
 * all for every thousand, which took longer than clients wait (2026-11).
 */
final class FolderListing {
  /** Files of the library's own: parts of split writes, access rules, versions. */
  private static final Pattern OWN = Pattern.compile("\\.(mpus-|s3proxy-).*");

  /** As the library calls what it is still writing, after the object that it will become. */
  private static final Pattern UNFINISHED =
      Pattern.compile(".+-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  /** Older ones were left by a crash, and somebody must see them to erase them. */
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(1);

  private final String prefix;
  private final String after;
  private final int limit;
  private final Instant unfinishedSince;
  private final List<Found> found = new ArrayList<>();

  /** A file by its name below the bucket's folder, with {@code /} between the parts. */
  record Found(String name, Instant written, long size) {}

  private FolderListing(String prefix, String after, int limit, Instant now) {
    this.prefix = prefix;
    this.after = after;
    this.limit = limit;
    this.unfinishedSince = now.minus(LONGEST_WRITE);
  }

  /**
   * The first files whose names begin with the prefix and come behind {@code after}, at most {@code
   * limit}.
   *
   * @throws UncheckedIOException when a folder cannot be read
   */
  static List<Found> of(Path bucket, String prefix, String after, int limit, Instant now) {
    FolderListing listing = new FolderListing(prefix, after, limit, now);
    listing.walk(bucket, "");
    return listing.found;
  }

  /**
   * A folder's name counts with the slash that follows it: {@code a-b} comes before {@code a/b}. So
   * it goes back into the queue once it is seen to be one.
   */
  private void walk(Path folder, String base) {
    PriorityQueue<String> queue = new PriorityQueue<>();
    for (String name : names(folder)) {
      if (isAsked(base + name) || mayHold(base + name + "/")) {
        queue.add(name);
      }
    }
    while (found.size() < limit && !queue.isEmpty()) {
      String name = queue.remove();
      Path file = folder.resolve(name);
      if (name.endsWith("/")) {
        walk(file, base + name);
      } else if (Files.isDirectory(file)) {
        queue.add(name + "/");
      } else if (isAsked(base + name)) {
        add(file, base + name);
      }
    }
  }

  private boolean isAsked(String name) {
    return name.startsWith(prefix) && name.compareTo(after) > 0;
  }

  private boolean mayHold(String folder) {
    return (folder.startsWith(prefix) || prefix.startsWith(folder))
        && (folder.compareTo(after) > 0 || after.startsWith(folder));
  }

  private void add(Path file, String name) {
    try {
      BasicFileAttributes its = Files.readAttributes(file, BasicFileAttributes.class);
      Instant written = its.lastModifiedTime().toInstant();
      if (written.isBefore(unfinishedSince) || !UNFINISHED.matcher(name).matches()) {
        found.add(new Found(name, written, its.size()));
      }
    } catch (NoSuchFileException e) {
      // erased meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      List<String> names = new ArrayList<>();
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!OWN.matcher(name).matches()) {
          names.add(name);
        }
      }
      return names;
    } catch (NoSuchFileException e) {
      return List.of(); // emptied meanwhile, and taken away with its last file
    } catch (DirectoryIteratorException e) {
      throw new UncheckedIOException(e.getCause());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
