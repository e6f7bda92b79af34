package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.ocr.internal.geometry.Normalisation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads a pack's {@code manifest.yml}. */
final class ManifestReader {
  private ManifestReader() {}

  /**
   * @throws OcrFailure.ModelUnavailable naming the key that is missing or wrong
   */
  static Manifest read(String yaml) {
    try {
      Node root =
          new Node("manifest", new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
      Manifest manifest = manifest(root);
      manifest.file(manifest.detection());
      manifest.file(manifest.recognition());
      return manifest;
    } catch (YAMLException | IllegalArgumentException e) {
      throw new OcrFailure.ModelUnavailable("the pack's manifest is wrong: " + e.getMessage(), e);
    }
  }

  private static Manifest manifest(Node root) {
    Node detection = root.at("detection");
    Node recognition = root.at("recognition");
    return new Manifest(
        root.at("id").text(),
        root.at("version").text(),
        root.at("licence").text(),
        detection.at("file").text(),
        new DetectionSettings(
            detection.at("output").text(),
            detection.at("min-side").integer(),
            detection.at("max-grown-side").integer(),
            detection.at("max-side").integer(),
            detection.at("max-pixels").integer(),
            normalisation(detection),
            detection.at("threshold").number(),
            detection.at("box-threshold").number(),
            detection.at("unclip").number(),
            detection.at("dilate").flag()),
        recognition.at("file").text(),
        new RecognitionSettings(
            recognition.at("output").text(),
            recognition.at("height").integer(),
            recognition.at("min-width").integer(),
            recognition.at("max-width").integer(),
            normalisation(recognition),
            recognition.at("min-confidence").number()),
        dictionary(root.at("dictionary")),
        root.at("files").items().stream()
            .map(
                f ->
                    new PackFile(
                        f.at("name").text(), f.at("size").integer(), f.at("sha256").text()))
            .toList(),
        root.at("sources").items().stream().map(ManifestReader::source).toList());
  }

  private static Normalisation normalisation(Node node) {
    return new Normalisation(
        node.at("mean").items().stream().map(Node::number).toList(),
        node.at("std").items().stream().map(Node::number).toList());
  }

  private static DictionarySource dictionary(Node node) {
    int lines = node.at("lines").integer();
    String kind = node.at("kind").text();
    return switch (kind) {
      case "model-metadata" -> new DictionarySource.ModelMetadata(node.at("key").text(), lines);
      case "text-file" -> new DictionarySource.TextFile(node.at("file").text(), lines);
      default -> throw new IllegalArgumentException("dictionary.kind: " + kind + " is not known");
    };
  }

  private static PackSource source(Node node) {
    String kind = node.at("kind").text();
    Map<String, String> paths = node.at("paths").texts();
    return switch (kind) {
      case "python-wheel" ->
          new PackSource.PythonWheel(
              node.at("requirement").text(), node.at("size").integer(), paths);
      case "class-path" -> new PackSource.ClassPath(paths);
      default -> throw new IllegalArgumentException("sources.kind: " + kind + " is not known");
    };
  }

  /** A part of the document with the path that leads to it, for messages. */
  private record Node(String path, Object value) {
    Node at(String key) {
      Object child = value instanceof Map<?, ?> map ? map.get(key) : null;
      if (child == null) {
        throw new IllegalArgumentException(path + "." + key + ": is missing");
      }
      return new Node(path + "." + key, child);
    }

    List<Node> items() {
      return ((List<?>) as(List.class, "a list"))
          .stream().map(item -> new Node(path, item)).toList();
    }

    Map<String, String> texts() {
      return ((Map<?, ?>) as(Map.class, "a map"))
          .entrySet().stream()
              .collect(Collectors.toMap(e -> e.getKey().toString(), e -> e.getValue().toString()));
    }

    String text() {
      return as(String.class, "text");
    }

    int integer() {
      return as(Integer.class, "a whole number");
    }

    double number() {
      return as(Number.class, "a number").doubleValue();
    }

    boolean flag() {
      return as(Boolean.class, "true or false");
    }

    private <T> T as(Class<T> type, String wanted) {
      if (!type.isInstance(value)) {
        throw new IllegalArgumentException(path + ": " + wanted + " is needed");
      }
      return type.cast(value);
    }
  }
}
