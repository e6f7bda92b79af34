/** Starts everything in one JVM in the right order, and ends it in the other. */
@NullMarked
package io.palimpsest.standalone.server;

import org.jspecify.annotations.NullMarked;
