/**
 * The commands of {@code palimpsest}, one class each: they parse, call, print, and give an exit
 * code.
 */
@NullMarked
package io.palimpsest.standalone.cli;

import org.jspecify.annotations.NullMarked;
