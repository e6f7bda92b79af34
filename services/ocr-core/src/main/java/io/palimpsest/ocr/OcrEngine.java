package io.palimpsest.ocr;

import java.util.List;

/**
 * Reads pictures. Thread-safe: models are loaded once and shared, and nothing of one call lives in
 * the engine. Calls over the engine's parallelism wait their turn, cancellably.
 *
 * <pre>{@code
 * TierPacks packs = ModelPacks.tiers(cacheFolder, ProgressListener.silent());
 * try (OcrEngine engine = OcrEngines.open(packs, EngineSettings.defaults())) {
 *   Reading reading = DocumentReaders.of(engine).read(bytes, DocumentOptions.lenient());
 * }
 * }</pre>
 */
public interface OcrEngine extends AutoCloseable {

  /**
   * Reads one picture.
   *
   * @throws io.palimpsest.ocr.error.OcrFailure.Cancelled within 100 ms of a cancellation
   * @throws io.palimpsest.ocr.error.OcrFailure.EngineFailed when the inference runtime fails
   */
  Page read(Picture picture, ReadOptions options);

  /**
   * Reads lines again that are known to consist of few characters, and tells what else each of
   * these may be. Reads with the network of the standard tier that makes the fewest mistakes.
   *
   * @param quads each one line, its first character at its {@code topLeft}
   * @return in the quads' order; an engine that has no way to look again has seen nothing on them
   * @throws io.palimpsest.ocr.error.OcrFailure.Cancelled within 100 ms of a cancellation
   * @throws io.palimpsest.ocr.error.OcrFailure.EngineFailed when the inference runtime fails
   */
  default List<CloseReading> readAgain(
      Picture picture, List<Quad> quads, Alphabet alphabet, Cancellation cancellation) {
    return quads.stream().map(quad -> new CloseReading(quad, List.of())).toList();
  }

  /** Id and version of the model pack, as in {@link Page#modelId()}. */
  String modelId();

  /** What the models run on, and why. */
  ChosenDevice device();

  /** Frees the models. Calls under way end first. */
  @Override
  void close();
}
