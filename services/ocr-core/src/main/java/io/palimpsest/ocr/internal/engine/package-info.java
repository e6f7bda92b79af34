/**
 * Puts detection and recognition together: sessions, the waiting line in front of them, orientation
 * and reading order.
 */
@NullMarked
package io.palimpsest.ocr.internal.engine;

import org.jspecify.annotations.NullMarked;
