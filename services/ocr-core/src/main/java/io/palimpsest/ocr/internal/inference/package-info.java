/**
 * Runs the models: loaded networks and the processors that they share. The only package that knows
 * the inference runtime.
 */
@NullMarked
package io.palimpsest.ocr.internal.inference;

import org.jspecify.annotations.NullMarked;
