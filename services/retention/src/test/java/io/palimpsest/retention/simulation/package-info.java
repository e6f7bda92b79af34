/**
 * Two years of one region in a fraction of a second: the product's own code over stores in memory
 * that fail, stall and lose processes by chance, all of it decided by one seed. See {@link
 * io.palimpsest.retention.simulation.Simulation}.
 */
@NullMarked
package io.palimpsest.retention.simulation;

import org.jspecify.annotations.NullMarked;
