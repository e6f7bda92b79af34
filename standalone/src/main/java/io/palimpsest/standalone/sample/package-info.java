/** Draws specimen documents: something to read that nobody owns. */
@NullMarked
package io.palimpsest.standalone.sample;

import org.jspecify.annotations.NullMarked;
