/**
 * Proofs on a running server: it is killed at every step of a call, its stores are taken away and
 * brought back, its engine stalls; what is true afterwards is read from the stores themselves.
 */
@NullMarked
package io.palimpsest.standalone.proof;

import org.jspecify.annotations.NullMarked;
