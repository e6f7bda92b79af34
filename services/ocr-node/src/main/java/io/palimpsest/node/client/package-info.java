/**
 * Reads documents on whichever node has room: {@link io.palimpsest.node.client.NodePool} is the
 * document reader of a gateway, whether its engines are near or far.
 */
@NullMarked
package io.palimpsest.node.client;

import org.jspecify.annotations.NullMarked;
