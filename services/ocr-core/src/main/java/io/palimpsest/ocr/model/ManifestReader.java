package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.ocr.internal.geometry.Normalisation;
import java.net.URI;
import java.util.List;
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
      YamlNode root =
          new YamlNode("manifest", new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
      Manifest manifest = manifest(root);
      manifest.file(manifest.detection());
      manifest.file(manifest.recognition());
      return manifest;
    } catch (YAMLException | IllegalArgumentException e) {
      throw new OcrFailure.ModelUnavailable("the pack's manifest is wrong: " + e.getMessage(), e);
    }
  }

  private static Manifest manifest(YamlNode root) {
    YamlNode detection = root.at("detection");
    YamlNode recognition = root.at("recognition");
    List<Wheel> wheels = root.items("wheels").stream().map(ManifestReader::wheel).toList();
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
        root.at("files").items().stream().map(f -> file(f, wheels)).toList());
  }

  private static Normalisation normalisation(YamlNode node) {
    return new Normalisation(
        node.at("mean").items().stream().map(YamlNode::number).toList(),
        node.at("std").items().stream().map(YamlNode::number).toList());
  }

  private static DictionarySource dictionary(YamlNode node) {
    int lines = node.at("lines").integer();
    String kind = node.at("kind").text();
    return switch (kind) {
      case "model-metadata" -> new DictionarySource.ModelMetadata(node.at("key").text(), lines);
      case "text-file" -> new DictionarySource.TextFile(node.at("file").text(), lines);
      default -> throw new IllegalArgumentException("dictionary.kind: " + kind + " is not known");
    };
  }

  private static Wheel wheel(YamlNode node) {
    return new Wheel(node.at("file").text(), content(node));
  }

  private static PackFile file(YamlNode node, List<Wheel> wheels) {
    Content content = content(node);
    return new PackFile(
        node.at("name").text(),
        content,
        node.items("sources").stream().map(s -> source(s, content, wheels)).toList());
  }

  private static Content content(YamlNode node) {
    return new Content(node.at("size").integer(), node.at("sha256").text());
  }

  /** A source holds what the file holds, unless it has a content of its own. */
  private static PackSource source(YamlNode node, Content ofFile, List<Wheel> wheels) {
    String kind = node.at("kind").text();
    Content content = node.find("sha256").isPresent() ? content(node) : ofFile;
    return switch (kind) {
      case "https" -> new PackSource.Https(URI.create(node.at("address").text()), content);
      case "python-wheel" ->
          new PackSource.PythonWheel(
              named(node.at("wheel").text(), wheels),
              node.at("path").text(),
              node.find("offset").map(YamlNode::integer).orElse(0),
              content);
      case "class-path" -> new PackSource.ClassPath(node.at("path").text(), content);
      default -> throw new IllegalArgumentException("sources.kind: " + kind + " is not known");
    };
  }

  private static Wheel named(String name, List<Wheel> wheels) {
    return wheels.stream()
        .filter(w -> w.fileName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("wheels: " + name + " is not among them"));
  }
}
