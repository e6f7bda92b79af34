/** Benchmarks of what the engine does outside ONNX Runtime, by its public entries. */
@NullMarked
package io.palimpsest.bench.jmh;

import org.jspecify.annotations.NullMarked;
