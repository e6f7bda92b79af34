package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds model packs: in the cache folder, or fetched into it on first use. The folder may be shared
 * by processes; a pack appears in it whole or not at all.
 */
public final class ModelPacks {
  /** The quick pack: PP-OCRv6 tiny, 6 MB. */
  public static final String QUICK = "pp-ocrv6-tiny";

  /** The pack that reads well at a fair price: PP-OCRv6 small, 31 MB. */
  public static final String STANDARD = "pp-ocrv6-small";

  /** The pack that reads best: PP-OCRv6 medium, 139 MB. Fetched for whoever asks for it only. */
  public static final String BEST = "pp-ocrv6-medium";

  /**
   * The pack that needs neither Python nor a network, because it comes with the program: PP-OCRv4
   * mobile.
   */
  public static final String FALLBACK = "pp-ocrv4-mobile";

  static final String MANIFEST = "manifest.yml";

  private static final String PYTHON = "python3";

  private ModelPacks() {}

  /** Ids of the packs whose manifests come with the program, quickest first. */
  public static List<String> ids() {
    return List.of(QUICK, STANDARD, BEST, FALLBACK);
  }

  /**
   * The packs for the tiers: {@link #QUICK} and {@link #STANDARD}, fetched where they are missing,
   * and {@link #BEST} where it is in the cache already. What cannot be had is stood in for, and
   * {@link TierPacks#notice()} says so and why.
   *
   * @param cache folder for packs; made where it is missing
   * @throws OcrFailure.ModelUnavailable when not even the fallback can be had
   */
  public static TierPacks tiers(Path cache, ProgressListener progress) {
    PackInstaller installer = new PackInstaller(cache, PYTHON, progress);
    return new TierChoice(
            id -> installer.ready(bundled(id)), id -> installer.cached(bundled(id).manifest()))
        .choose();
  }

  /**
   * One of {@link #ids()}.
   *
   * @param cache folder for packs; made where it is missing
   * @throws OcrFailure.ModelUnavailable when it is neither in the cache nor to be fetched
   */
  public static ModelPack byId(String id, Path cache, ProgressListener progress) {
    return new PackInstaller(cache, PYTHON, progress).ready(bundled(id));
  }

  /**
   * All of {@link #ids()}, with what the cache holds of them. Nothing is fetched.
   *
   * @param cache folder for packs; need not exist
   */
  public static List<PackState> states(Path cache) {
    PackInstaller installer = new PackInstaller(cache, PYTHON, ProgressListener.silent());
    return ids().stream()
        .map(id -> bundled(id).manifest())
        .map(
            m ->
                new PackState(
                    m.id(),
                    m.version(),
                    m.licence(),
                    m.size(),
                    cache.resolve(m.folderName()),
                    installer.cached(m).isPresent()))
        .toList();
  }

  /**
   * A pack that someone put into a folder, with its {@code manifest.yml}.
   *
   * @throws OcrFailure.ModelUnavailable when the folder holds no whole pack
   */
  public static ModelPack inFolder(Path folder) {
    try {
      ModelPack pack =
          new ModelPack(folder, ManifestReader.read(Files.readString(folder.resolve(MANIFEST))));
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
            "no pack is called " + id + "; there are " + String.join(", ", ids()), null);
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
