/**
 * What the log's entries say: each kind of leaf as a record with its canonical JSON. A leaf
 * outlives everything, so it holds nothing that must be forgotten: whom it is about stands in a
 * salted commitment.
 */
@NullMarked
package io.palimpsest.evidence.leaf;

import org.jspecify.annotations.NullMarked;
