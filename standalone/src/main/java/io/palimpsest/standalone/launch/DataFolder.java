package io.palimpsest.standalone.launch;

import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one folder that holds everything an instance keeps.
 *
 * @param root absolute
 */
public record DataFolder(Path root) {
  public DataFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** The folder named, else {@code PALIMPSEST_HOME}, else {@code .palimpsest} in the checkout. */
  public static DataFolder of(Optional<Path> named, Map<String, String> environment) {
    return new DataFolder(
        named
            .or(
                () ->
                    Optional.ofNullable(environment.get("PALIMPSEST_HOME"))
                        .filter(p -> !p.isBlank())
                        .map(Path::of))
            .orElseGet(
                () -> Path.of(System.getProperty("palimpsest.root", ".")).resolve(".palimpsest")));
  }

  /** Makes the folder, for its owner's eyes only where the file system can say so. */
  public void create() {
    try {
      Files.createDirectories(root);
      Files.createDirectories(logs());
      Files.createDirectories(stores());
    } catch (IOException e) {
      throw UserError.of("the data folder " + root + " cannot be made", e);
    }
    if (!Files.isWritable(root)) {
      throw new UserError(
          "the data folder " + root + " cannot be written by this user; name another with --data");
    }
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** The log files of every process that keeps something here. */
  public List<LogFiles> logFiles() {
    return List.of(
        new LogFiles(logs(), ""),
        new LogFiles(node(), "output"),
        new LogFiles(stores().resolve("mariadb"), "output"),
        new LogFiles(stores().resolve("elasticsearch"), "output"),
        new LogFiles(stores().resolve("elasticsearch").resolve("logs"), ""));
  }

  /** Where the embedded stores keep their files. */
  public Path stores() {
    return root.resolve("stores");
  }

  /** What the OCR node's process says. */
  public Path node() {
    return root.resolve("ocr-node");
  }

  /** Held for as long as an instance lives. */
  public Path lockFile() {
    return root.resolve("lock");
  }

  public Path stateFile() {
    return root.resolve("run.json");
  }

  /** The demo AppID's keys. */
  public Path credentialsFile() {
    return root.resolve("credentials.json");
  }

  /** How the embedded stores are reached, in the form that {@code up --external} takes. */
  public Path storesFile() {
    return root.resolve("stores.yml");
  }

  public Path rootKeyFile() {
    return root.resolve("root.key");
  }

  /** What a detached instance printed. */
  public Path consoleLog() {
    return logs().resolve("console.log");
  }

  /** Writes a file that only its owner may read, whole or not at all. */
  public static void writePrivately(Path file, String content) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            fresh,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.write(fresh, content.getBytes(StandardCharsets.UTF_8));
      try {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw UserError.of(file + " cannot be written", e);
    }
  }
}
