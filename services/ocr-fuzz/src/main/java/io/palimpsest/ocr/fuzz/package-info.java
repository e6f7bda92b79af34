/**
 * Hostile files, made from a seed by our own code, and what the OCR core makes of them. Knows the
 * core by its public entry only, as any caller does.
 */
@NullMarked
package io.palimpsest.ocr.fuzz;

import org.jspecify.annotations.NullMarked;
