package io.palimpsest.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Programs unpacked from a zip or jar, once, whole or not at all. */
final class Unpacked {
  private Unpacked() {}

  /**
   * Unpacks what lies below {@code prefix} in the archive into {@code target} unless that is there
   * already. Files whose folder is named {@code bin} or {@code scripts} become executable.
   */
  static Path once(Path archive, String prefix, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (FileChannel lock =
            FileChannel.open(
                target.resolveSibling(target.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = lock.lock()) {
      if (!Files.isDirectory(target)) {
        Path half = target.resolveSibling(target.getFileName() + ".half");
        delete(half);
        unpack(archive, prefix, half);
        Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return target;
  }

  /** Deletes a folder and all in it; no error when it is not there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void unpack(Path archive, String prefix, Path into) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().startsWith(prefix)) {
          Path file = into.resolve(entry.getName().substring(prefix.length())).normalize();
          if (!file.startsWith(into)) {
            throw new IOException("an entry of " + archive + " points outside");
          }
          if (entry.isDirectory()) {
            Files.createDirectories(file);
          } else {
            write(zip, entry, file);
          }
        }
      }
    }
  }

  private static void write(ZipFile zip, ZipEntry entry, Path file) throws IOException {
    Path folder = file.getParent();
    Files.createDirectories(folder);
    try (InputStream in = zip.getInputStream(entry)) {
      Files.copy(in, file);
    }
    String name = folder.getFileName().toString();
    if (name.equals("bin") || name.equals("scripts")) {
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
