package io.palimpsest.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.exports.ExportedItem;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Photo;
import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;

/**
 * Where an export is written to: {@code items.jsonl}, one item a line, and {@code photos/}, named
 * for their item. For its owner only.
 */
final class ExportFolder implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExportId export;
  private final Path folder;
  private final Writer lines;

  private ExportFolder(ExportId export, Path folder, Writer lines) {
    this.export = export;
    this.folder = folder;
    this.lines = lines;
  }

  /** Makes the folder; there must not be one of that name yet. */
  static ExportFolder make(ExportId export, Path folder) {
    try {
      Files.createDirectory(folder);
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      Files.createDirectory(folder.resolve("photos"));
      return new ExportFolder(
          export,
          folder,
          Files.newBufferedWriter(folder.resolve("items.jsonl"), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UserError(folder + " cannot be made: " + e.getClass().getSimpleName(), e);
    }
  }

  void write(ExportedItem item) {
    try {
      lines.write(line(item));
      lines.write('\n');
      for (Photo photo : item.photos()) {
        Files.write(folder.resolve(name(item, photo)), photo.content());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private String line(ExportedItem item) throws JsonProcessingException {
    ObjectNode root = JSON.createObjectNode();
    root.put("export", export.toString());
    root.put("item", item.item());
    root.put("subject", item.subject());
    root.put("action", item.action());
    root.put("policy", item.policy().toString());
    item.jurisdiction().ifPresent(value -> root.put("jurisdiction", value));
    ObjectNode fields = root.putObject("fields");
    TreeMap<String, String> sorted = new TreeMap<>();
    item.fields().forEach((FieldName name, String value) -> sorted.put(name.value(), value));
    sorted.forEach(fields::put);
    ObjectNode photos = root.putObject("photos");
    item.photos().forEach(photo -> photos.put(photo.name().value(), name(item, photo)));
    return JSON.writeValueAsString(root);
  }

  private static String name(ExportedItem item, Photo photo) {
    return "photos/" + item.item() + "-" + photo.name() + ending(photo.content());
  }

  /** By the first bytes of the picture. */
  private static String ending(byte[] content) {
    int first = content.length < 2 ? 0 : (content[0] & 0xff) << 8 | content[1] & 0xff;
    return switch (first) {
      case 0xffd8 -> ".jpg";
      case 0x8950 -> ".png";
      default -> ".bin";
    };
  }
}
