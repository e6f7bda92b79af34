/**
 * Legal holds: who keeps what from being erased, why, on what basis and until when. The history in
 * the control plane says what was ordered; a copy of what is in force lies in each region, where
 * every erasure asks it.
 */
@NullMarked
package io.palimpsest.platform.holds;

import org.jspecify.annotations.NullMarked;
