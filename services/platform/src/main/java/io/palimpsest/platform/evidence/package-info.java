/**
 * What a region's evidence log is to tell, on its way there: duties that were done get a place in
 * the log of their year, durably, before any tile is written, so that a crash repeats bytes and
 * never an entry.
 */
@NullMarked
package io.palimpsest.platform.evidence;

import org.jspecify.annotations.NullMarked;
