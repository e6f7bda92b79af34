/**
 * Finds where text stands: the detection network's probability map and the boxes that are drawn
 * around its regions.
 */
@NullMarked
package io.palimpsest.ocr.internal.detect;

import org.jspecify.annotations.NullMarked;
