/** Merkle trees after RFC 6962: hashes, roots, and the two kinds of proof with their checks. */
@NullMarked
package io.palimpsest.evidence.merkle;

import org.jspecify.annotations.NullMarked;
