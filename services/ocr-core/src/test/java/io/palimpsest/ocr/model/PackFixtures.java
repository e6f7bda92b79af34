package io.palimpsest.ocr.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pack of three small files that no runtime could load, for tests of fetching and verifying. */
final class PackFixtures {
  static final byte[] DETECTION = "detection".getBytes(StandardCharsets.UTF_8);
  static final byte[] RECOGNITION = "recognition".getBytes(StandardCharsets.UTF_8);
  static final byte[] KEYS = "a\nb\n𠮷\n".getBytes(StandardCharsets.UTF_8);

  private PackFixtures() {}

  static String manifest(String sources) {
    return """
    id: tiny
    version: "1"
    licence: Apache-2.0
    files:
      - {name: det.onnx, size: 9, sha256: %s}
      - {name: rec.onnx, size: 11, sha256: %s}
      - {name: keys.txt, size: 9, sha256: %s}
    sources: %s
    detection: {file: det.onnx, output: map, min-side: 736, max-grown-side: 1200, max-side: 2000, max-pixels: 2600000, mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5], threshold: 0.3, box-threshold: 0.5, unclip: 1.6, dilate: true}
    recognition: {file: rec.onnx, output: steps, height: 48, min-width: 160, max-width: 3200, mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5], min-confidence: 0.5}
    dictionary: {kind: text-file, file: keys.txt, lines: 3}
    """
        .formatted(
            ModelPack.sha256(DETECTION),
            ModelPack.sha256(RECOGNITION),
            ModelPack.sha256(KEYS),
            sources);
  }

  static ModelPacks.BundledManifest bundled(String sources) {
    String yaml = manifest(sources);
    return new ModelPacks.BundledManifest(ManifestReader.read(yaml), yaml);
  }

  static void writeFiles(Path folder) throws IOException {
    Files.write(folder.resolve("det.onnx"), DETECTION);
    Files.write(folder.resolve("rec.onnx"), RECOGNITION);
    Files.write(folder.resolve("keys.txt"), KEYS);
  }
}
