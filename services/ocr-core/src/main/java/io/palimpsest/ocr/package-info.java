/**
 * Image in, lines of text out. The entry is {@link io.palimpsest.ocr.OcrEngine} for pixels and
 * {@link io.palimpsest.ocr.DocumentReader} for encoded files; no HTTP, database or tenant is known
 * here.
 */
@NullMarked
package io.palimpsest.ocr;

import org.jspecify.annotations.NullMarked;
