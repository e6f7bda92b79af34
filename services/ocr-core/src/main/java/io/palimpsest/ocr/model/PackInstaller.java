package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;

/**
 * Brings a pack into the cache. Files are gathered and verified in a hidden folder beside the goal,
 * which is then renamed: of several processes that do this at once the first wins, and the others
 * use what it put there.
 */
final class PackInstaller {
  private static final String WORKSHOP = ".fetch-";

  /** No fetch takes as long. */
  private static final Duration LONG = Duration.ofDays(1);

  private final Path cache;
  private final String python;
  private final ProgressListener progress;

  /**
   * @param python the interpreter's command
   */
  PackInstaller(Path cache, String python, ProgressListener progress) {
    this.cache = cache;
    this.python = python;
    this.progress = progress;
  }

  /** The pack, from the cache if it is whole there, else fetched. */
  ModelPack ready(ModelPacks.BundledManifest bundled) {
    ModelPack pack = pack(bundled.manifest());
    if (!whole(pack)) {
      install(bundled);
      pack.verify();
    }
    return pack;
  }

  /** The pack, if it is whole in the cache; nothing is fetched. */
  Optional<ModelPack> cached(Manifest manifest) {
    return Optional.of(pack(manifest)).filter(PackInstaller::whole);
  }

  private ModelPack pack(Manifest manifest) {
    return new ModelPack(cache.resolve(manifest.folderName()), manifest);
  }

  private static boolean whole(ModelPack pack) {
    try {
      pack.verify();
      return true;
    } catch (OcrFailure.ModelUnavailable e) {
      return false;
    }
  }

  private void install(ModelPacks.BundledManifest bundled) {
    Manifest manifest = bundled.manifest();
    try {
      Files.createDirectories(cache);
      Path workshop = Files.createTempDirectory(cache, WORKSHOP);
      try {
        deleteLeftovers(Files.getLastModifiedTime(workshop));
        Path pack = Files.createDirectory(workshop.resolve("pack"));
        Path wheels = Files.createDirectory(workshop.resolve("wheels"));
        PackSources sources =
            new PackSources(new HttpsFetch(progress), new WheelFetch(python, progress, wheels));
        for (PackFile file : manifest.files()) {
          Files.write(pack.resolve(file.name()), sources.fetch(file));
        }
        Files.writeString(pack.resolve(ModelPacks.MANIFEST), bundled.yaml());
        putInPlace(pack, pack(manifest), cache.resolve(manifest.folderName()));
      } finally {
        delete(workshop);
      }
    } catch (IOException e) {
      throw new OcrFailure.ModelUnavailable(
          "the cache folder " + cache + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void putInPlace(Path made, ModelPack present, Path goal) throws IOException {
    if (Files.exists(goal)) {
      if (whole(present)) {
        return; // another process was faster
      }
      Files.move(goal, made.resolveSibling("damaged"), StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(made, goal, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(goal)) {
        throw e;
      }
    }
  }

  /** Of processes that were killed while they fetched. */
  private void deleteLeftovers(FileTime now) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(cache, WORKSHOP + "*")) {
      for (Path folder : found) {
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(now.toInstant().minus(LONG))) {
          delete(folder);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
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
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
