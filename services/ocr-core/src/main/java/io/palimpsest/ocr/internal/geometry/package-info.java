/**
 * Shapes and pixels: hulls, rotated rectangles, crops, resizing. Plain arithmetic, no model is
 * known here.
 */
@NullMarked
package io.palimpsest.ocr.internal.geometry;

import org.jspecify.annotations.NullMarked;
