/**
 * The offline verifier: checks proofs, checkpoints and whole logs with public keys only, and says
 * in words what was checked and what failed. Knows the evidence format and nothing of who writes
 * it.
 */
@NullMarked
package io.palimpsest.verify;

import org.jspecify.annotations.NullMarked;
