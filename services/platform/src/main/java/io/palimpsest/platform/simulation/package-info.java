/**
 * What a changed policy would do, counted from the stores before it holds: {@link
 * io.palimpsest.platform.simulation.Simulation} is the entry.
 */
@NullMarked
package io.palimpsest.platform.simulation;

import org.jspecify.annotations.NullMarked;
