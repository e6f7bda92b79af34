package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A pack that lies ready in a folder. Every reading of a file verifies its SHA-256 first and hands
 * out the very bytes that were verified.
 */
public final class ModelPack {
  private final Path folder;
  private final Manifest manifest;

  ModelPack(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /** Id and version, as {@code pp-ocrv6-small/3.10.0}. */
  public String modelId() {
    return manifest.id() + "/" + manifest.version();
  }

  /** SPDX name of the models' licence. */
  public String licence() {
    return manifest.licence();
  }

  public DetectionSettings detectionSettings() {
    return manifest.detectionSettings();
  }

  public RecognitionSettings recognitionSettings() {
    return manifest.recognitionSettings();
  }

  /**
   * The detection model, verified.
   *
   * @throws OcrFailure.ModelUnavailable when the file is missing or not what the manifest says
   */
  public byte[] detectionModel() {
    return verified(manifest.detection());
  }

  /**
   * The recognition model, verified.
   *
   * @throws OcrFailure.ModelUnavailable when the file is missing or not what the manifest says
   */
  public byte[] recognitionModel() {
    return verified(manifest.recognition());
  }

  /**
   * The texts of the recognition model's classes: the blank first, then the dictionary, a space
   * last.
   *
   * @param recognitionModel what {@link #recognitionModel()} gave
   * @throws OcrFailure.ModelUnavailable when the dictionary is missing or has another length than
   *     the manifest says
   */
  public List<String> classes(byte[] recognitionModel) {
    String text =
        switch (manifest.dictionary()) {
          case DictionarySource.ModelMetadata m ->
              OnnxMetadata.value(recognitionModel, m.key())
                  .orElseThrow(
                      () -> new OcrFailure.ModelUnavailable("the model holds no dictionary", null));
          case DictionarySource.TextFile t ->
              new String(verified(t.file()), StandardCharsets.UTF_8);
        };
    List<String> lines =
        List.of(
            (text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\r?\n", -1));
    if (lines.size() != manifest.dictionary().lines()) {
      throw new OcrFailure.ModelUnavailable(
          "the dictionary has " + lines.size() + " lines, not " + manifest.dictionary().lines(),
          null);
    }
    List<String> classes = new ArrayList<>(lines.size() + 2);
    classes.add("");
    classes.addAll(lines);
    classes.add(" ");
    return classes;
  }

  /** Reads every file once, to see whether all are there and right. */
  void verify() {
    manifest.files().forEach(f -> verified(f.name()));
  }

  private byte[] verified(String name) {
    PackFile file = manifest.file(name);
    Path path = folder.resolve(name);
    try {
      if (file.maySize(Files.size(path))) {
        byte[] bytes = Files.readAllBytes(path);
        if (file.accepts(bytes)) {
          return bytes;
        }
      }
      throw new OcrFailure.ModelUnavailable(
          path + " is not the file that its manifest names", null);
    } catch (IOException e) {
      throw new OcrFailure.ModelUnavailable(path + " cannot be read", e);
    }
  }
}
