/**
 * A whole gateway on stores in memory and an engine that reads marks, and clients that sign as the
 * SDKs do.
 */
@NullMarked
package io.palimpsest.gateway.testing;

import org.jspecify.annotations.NullMarked;
