package io.palimpsest.ocr.model;

import io.palimpsest.ocr.internal.geometry.Normalisation;

/**
 * How a detection network wants its pictures and how its answer is read.
 *
 * @param output name of the network's output, {@code float32[1][1][height][width]}
 * @param minSide pictures with a shorter side below this are blown up, pixels
 * @param maxGrownSide but only until their longer side reaches this, pixels
 * @param maxSide pictures with a longer side above this are shrunk, pixels
 * @param maxPixels and so are pictures with a larger area; this bounds both memory and the time of
 *     a single operator, within which an inference cannot be broken off
 * @param normalisation of the channels
 * @param threshold probability above which a pixel belongs to a line's core
 * @param boxThreshold mean probability that a box needs
 * @param unclip how far a core is grown back, as a share of area over perimeter
 * @param dilate whether pixels spread to their right and lower neighbours first
 */
public record DetectionSettings(
    String output,
    int minSide,
    int maxGrownSide,
    int maxSide,
    int maxPixels,
    Normalisation normalisation,
    double threshold,
    double boxThreshold,
    double unclip,
    boolean dilate) {}
