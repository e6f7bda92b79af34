/**
 * Everything in one JVM, and the command line. Wiring only: what a call does stands in {@code
 * platform}, what a store does in {@code stores}.
 */
@NullMarked
package io.palimpsest.standalone;

import org.jspecify.annotations.NullMarked;
