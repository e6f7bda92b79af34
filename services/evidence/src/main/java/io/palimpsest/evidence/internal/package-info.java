/**
 * What several packages of this module share and nobody else needs: strict texts, SHA-256, keys.
 */
@NullMarked
package io.palimpsest.evidence.internal;

import org.jspecify.annotations.NullMarked;
