/**
 * JPEG as nearly all files are, decoded in Java and on several processors. What is unusual in any
 * way is left to the general decoders.
 */
@NullMarked
package io.palimpsest.ocr.internal.decode.jpeg;

import org.jspecify.annotations.NullMarked;
