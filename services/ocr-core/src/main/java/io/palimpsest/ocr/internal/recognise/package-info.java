/**
 * Reads lines: the recognition network, its batches, and the decoding of its steps into characters.
 */
@NullMarked
package io.palimpsest.ocr.internal.recognise;

import org.jspecify.annotations.NullMarked;
