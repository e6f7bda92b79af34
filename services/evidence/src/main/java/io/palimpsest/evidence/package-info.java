/**
 * The evidence log: {@link io.palimpsest.evidence.EvidenceLog} writes it, {@link
 * io.palimpsest.evidence.LogReader} reads it and proves from it, and a {@link
 * io.palimpsest.evidence.ProofFile} can be checked with a public key alone. Bytes in, bytes out:
 * nothing here knows a server, a database or a network.
 */
@NullMarked
package io.palimpsest.evidence;

import org.jspecify.annotations.NullMarked;
