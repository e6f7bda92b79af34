package io.palimpsest.ocr.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A pack of three small files that no runtime could load, for tests of fetching and verifying. */
final class PackFixtures {
  static final byte[] DETECTION = bytes("detection");
  static final byte[] RECOGNITION = bytes("recognition");
  static final byte[] KEYS = bytes("a\nb\n𠮷\n");

  static final String WHEEL = "minute-1-py3-none-any.whl";

  private PackFixtures() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A manifest of files that are brought by hand. */
  static String manifest() {
    return manifest("[]", "[]", "[]", "[]");
  }

  /** A manifest whose files all come from {@link #writeWheel}'s wheel. */
  static String wheelManifest(byte[] wheel) {
    return manifest(pinned(wheel), inWheel("d"), inWheel("r"), inWheel("k"));
  }

  static String pinned(byte[] wheel) {
    return "[{file: %s, size: %d, sha256: %s}]"
        .formatted(WHEEL, wheel.length, Content.sha256(wheel));
  }

  static String inWheel(String path) {
    return "[{kind: python-wheel, wheel: %s, path: minute/%s}]".formatted(WHEEL, path);
  }

  static String manifest(String wheels, String detection, String recognition, String keys) {
    return """
    id: minute
    version: "1"
    licence: Apache-2.0
    wheels: %s
    files:
      - {name: det.onnx, size: 9, sha256: %s, sources: %s}
      - {name: rec.onnx, size: 11, sha256: %s, sources: %s}
      - {name: keys.txt, size: 9, sha256: %s, sources: %s}
    detection: {file: det.onnx, output: map, min-side: 736, max-grown-side: 1200, max-side: 2000, max-pixels: 2600000, mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5], threshold: 0.3, box-threshold: 0.5, unclip: 1.6, dilate: true}
    recognition: {file: rec.onnx, output: steps, height: 48, min-width: 160, max-width: 3200, mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5], min-confidence: 0.5}
    dictionary: {kind: text-file, file: keys.txt, lines: 3}
    """
        .formatted(
            wheels,
            Content.sha256(DETECTION),
            detection,
            Content.sha256(RECOGNITION),
            recognition,
            Content.sha256(KEYS),
            keys);
  }

  static ModelPacks.BundledManifest bundled(String yaml) {
    return new ModelPacks.BundledManifest(ManifestReader.read(yaml), yaml);
  }

  static void writeFiles(Path folder) throws IOException {
    Files.write(folder.resolve("det.onnx"), DETECTION);
    Files.write(folder.resolve("rec.onnx"), RECOGNITION);
    Files.write(folder.resolve("keys.txt"), KEYS);
  }

  /** A wheel of the three files, and one in which two of them lie behind one another. */
  static Path writeWheel(Path folder, byte[] detection) throws IOException {
    Path wheel = folder.resolve(WHEEL);
    try (OutputStream out = Files.newOutputStream(wheel);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, "minute/d", detection);
      put(zip, "minute/r", RECOGNITION);
      put(zip, "minute/k", KEYS);
      put(zip, "minute/library", bytes("code detection recognition code"));
    }
    return wheel;
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
