/** The ways in which reading a document can fail. */
@NullMarked
package io.palimpsest.ocr.error;

import org.jspecify.annotations.NullMarked;
