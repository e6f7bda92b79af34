package io.palimpsest.ocr.internal.geometry;

import java.util.List;

/**
 * Turns a byte of a channel into what a model was trained on: {@code (value / 255 - mean) / std}.
 *
 * @param mean per channel, blue first, 0 to 1
 * @param std per channel, blue first, above 0
 */
public record Normalisation(List<Double> mean, List<Double> std) {
  public Normalisation {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(s -> s <= 0)) {
      throw new IllegalArgumentException("mean and std need three channels each, std above 0");
    }
  }

  float scale(int channel) {
    return (float) (1 / (255 * std.get(channel)));
  }

  float shift(int channel) {
    return (float) (-mean.get(channel) / std.get(channel));
  }
}
