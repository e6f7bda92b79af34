/**
 * Lines in, typed fields out: what kinds of document say, beyond their text. Knows the OCR core's
 * results and nothing of how they are made.
 */
@NullMarked
package io.palimpsest.documents;

import org.jspecify.annotations.NullMarked;
