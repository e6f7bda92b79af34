/**
 * What proves that consents were given and requests answered, and when that proof must be gone:
 * {@link io.palimpsest.platform.proofs.ProofKeeper} is the entry.
 */
@NullMarked
package io.palimpsest.platform.proofs;

import org.jspecify.annotations.NullMarked;
