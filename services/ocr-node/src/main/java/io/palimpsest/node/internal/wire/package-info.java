/**
 * Between the engine's words and the messages of the wire, both ways, for server and client alike.
 */
@NullMarked
package io.palimpsest.node.internal.wire;

import org.jspecify.annotations.NullMarked;
