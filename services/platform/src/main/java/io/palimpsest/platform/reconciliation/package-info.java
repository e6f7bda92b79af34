/**
 * What is wrong when stores, monitoring data and evidence are held against each other: each
 * difference by name, how a store is asked for it, and what is remembered from one comparison to
 * the next.
 */
@NullMarked
package io.palimpsest.platform.reconciliation;

import org.jspecify.annotations.NullMarked;
