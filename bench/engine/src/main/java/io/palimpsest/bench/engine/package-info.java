/**
 * The engine as a long-lived process that is asked by lines of JSON. What asks and judges is {@code
 * bench/engine/run}.
 */
@NullMarked
package io.palimpsest.bench.engine;

import org.jspecify.annotations.NullMarked;
