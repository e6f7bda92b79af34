/**
 * Finds documents on pages: where a machine-readable zone stands, what stands at each of its
 * positions, and where its holder's portrait is.
 */
@NullMarked
package io.palimpsest.documents.internal;

import org.jspecify.annotations.NullMarked;
