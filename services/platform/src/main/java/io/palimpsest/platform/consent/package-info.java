/**
 * What tenants agreed to and attested, as an append-only history of who said what and when. {@link
 * io.palimpsest.platform.consent.Consents} is the entry; whether a call may run is decided by
 * {@code io.palimpsest.policy.decision} from the terms that a history adds up to.
 */
@NullMarked
package io.palimpsest.platform.consent;

import org.jspecify.annotations.NullMarked;
