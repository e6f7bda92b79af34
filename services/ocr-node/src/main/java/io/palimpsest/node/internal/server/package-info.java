/** What stands between the network and the engine: who may come in, who waits, who must go. */
@NullMarked
package io.palimpsest.node.internal.server;

import org.jspecify.annotations.NullMarked;
