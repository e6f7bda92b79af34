/**
 * Holds a region's stores, records and leaves against each other, both ways, and tells every
 * difference by name. It mends nothing: what can be mended is the clockwork's.
 */
@NullMarked
package io.palimpsest.retention.reconciliation;

import org.jspecify.annotations.NullMarked;
