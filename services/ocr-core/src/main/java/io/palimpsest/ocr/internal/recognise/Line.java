package io.palimpsest.ocr.internal.recognise;

import io.palimpsest.ocr.Alphabet;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Quads;
import io.palimpsest.ocr.model.RecognitionSettings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A line that waits to be read. It is cut out of its picture only when its turn comes, so that what
 * waits takes no memory.
 *
 * @param picture in which it stands
 * @param quad where, its first character at {@code topLeft}
 * @param width in the network's tensor, pixels
 * @param alphabet the only characters that it may consist of
 * @param cancellation of the call that it belongs to
 * @param answer completed when it is read
 */
record Line(
    Picture picture,
    Quad quad,
    int width,
    Optional<Alphabet> alphabet,
    Cancellation cancellation,
    CompletableFuture<Reading> answer) {

  static Line of(
      Picture picture,
      Quad quad,
      Optional<Alphabet> alphabet,
      Cancellation cancellation,
      RecognitionSettings settings) {
    double high = Math.max(1, Math.round(Quads.height(quad)));
    double width = Math.ceil(settings.height() * Math.max(1, Math.round(Quads.width(quad))) / high);
    int w = (int) Math.clamp(width, 1, settings.maxWidth());
    return new Line(picture, quad, w, alphabet, cancellation, new CompletableFuture<>());
  }

  /** The same line under another look, not read yet. */
  Line again(Rereading look) {
    return new Line(
        picture,
        look.trimmed(quad),
        Math.max(1, (int) Math.round(width * look.stretch())),
        alphabet,
        cancellation,
        new CompletableFuture<>());
  }

  /** Whether it needs no answer any more. */
  boolean over() {
    return answer.isDone() || cancellation.isCancelled();
  }
}
