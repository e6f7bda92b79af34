package io.palimpsest.ocr.model;

import io.palimpsest.ocr.internal.geometry.Normalisation;

/**
 * How a recognition network wants its lines.
 *
 * @param output name of the network's output, {@code float32[lines][steps][classes]}
 * @param height to which every line is scaled, pixels
 * @param minWidth narrower lines are padded to this, pixels
 * @param maxWidth wider ones are squeezed to this, pixels
 * @param normalisation of the channels
 * @param minConfidence lines read with less are dropped, 0 to 1
 */
public record RecognitionSettings(
    String output,
    int height,
    int minWidth,
    int maxWidth,
    Normalisation normalisation,
    double minConfidence) {

  public RecognitionSettings withMinWidth(int other) {
    return new RecognitionSettings(output, height, other, maxWidth, normalisation, minConfidence);
  }
}
