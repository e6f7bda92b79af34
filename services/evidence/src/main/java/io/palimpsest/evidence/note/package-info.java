/** Signed notes, checkpoints and cosignatures after C2SP, and the Ed25519 keys that sign them. */
@NullMarked
package io.palimpsest.evidence.note;

import org.jspecify.annotations.NullMarked;
