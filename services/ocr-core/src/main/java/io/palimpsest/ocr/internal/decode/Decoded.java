package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Picture;

/**
 * A page as pixels.
 *
 * @param picture upright
 * @param shrunk by how much the picture is smaller than the page it was taken from, 1 for not at
 *     all
 * @param format what the file is
 * @param pageCount pages in the file
 */
record Decoded(Picture picture, int shrunk, ImageFormat format, int pageCount) {}
