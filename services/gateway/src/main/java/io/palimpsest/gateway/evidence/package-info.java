/** What anybody may fetch of the evidence: the proof of a call whose RequestId they know. */
@NullMarked
package io.palimpsest.gateway.evidence;

import org.jspecify.annotations.NullMarked;
