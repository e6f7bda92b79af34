/**
 * The clockwork: sweeps, reconciliation and expiry. {@link io.palimpsest.retention.Retention} is
 * the entry; it runs beside the gateway or in a process of its own, and several of them at once do
 * no harm.
 */
@NullMarked
package io.palimpsest.retention;

import org.jspecify.annotations.NullMarked;
