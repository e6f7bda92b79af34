package io.palimpsest.ocr.model;

import java.util.List;

/**
 * What a pack says of itself.
 *
 * @param id stable name, as {@code pp-ocrv6-small}
 * @param version of the files, as its maker counts
 * @param licence SPDX name
 * @param detection name of the detection model's file
 * @param recognition name of the recognition model's file
 * @param files everything in the pack
 */
record Manifest(
    String id,
    String version,
    String licence,
    String detection,
    DetectionSettings detectionSettings,
    String recognition,
    RecognitionSettings recognitionSettings,
    DictionarySource dictionary,
    List<PackFile> files) {

  Manifest {
    if (!id.matches("[a-z0-9.-]+") || !version.matches("[\\w.-]+")) {
      throw new IllegalArgumentException("id and version: letters, digits, dots and hyphens only");
    }
    files = List.copyOf(files);
  }

  PackFile file(String name) {
    return files.stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("files: " + name + " is not among them"));
  }

  /** Of all files together, bytes. */
  long size() {
    return files.stream().mapToLong(f -> f.content().size()).sum();
  }

  /** Folder name of this very version. */
  String folderName() {
    return id + "-" + version;
  }
}
