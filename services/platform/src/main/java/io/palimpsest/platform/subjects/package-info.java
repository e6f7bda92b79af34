/**
 * Identification data: what was read from an end user's document and may be kept for a while, under
 * the end user's own key, found again by pseudonyms only.
 */
@NullMarked
package io.palimpsest.platform.subjects;

import org.jspecify.annotations.NullMarked;
