/** What each call was and what it costs; the ledger that makes it durable. */
@NullMarked
package io.palimpsest.platform.metering;

import org.jspecify.annotations.NullMarked;
