/**
 * Encoded files to pixels: what kind of file it is, how large, which way up, and within which
 * bounds it is decoded.
 */
@NullMarked
package io.palimpsest.ocr.internal.decode;

import org.jspecify.annotations.NullMarked;
