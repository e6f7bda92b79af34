/**
 * The log's files after C2SP tlog-tiles: their names, their contents, and the port to their store.
 */
@NullMarked
package io.palimpsest.evidence.tiles;

import org.jspecify.annotations.NullMarked;
