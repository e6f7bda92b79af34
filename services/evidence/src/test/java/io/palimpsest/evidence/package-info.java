/**
 * Tests of the evidence log; {@link io.palimpsest.evidence.EvidenceFixtures} has what they share.
 */
@org.jspecify.annotations.NullMarked
package io.palimpsest.evidence;
