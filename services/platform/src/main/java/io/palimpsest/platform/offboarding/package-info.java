/**
 * How a tenant, one of its AppIDs or an admin's account leaves: small named steps that each say
 * whether they wait, are done, held or failed. {@link
 * io.palimpsest.platform.offboarding.OffBoarding} takes the wish, {@link
 * io.palimpsest.platform.offboarding.OffBoarder} does what it says.
 */
@NullMarked
package io.palimpsest.platform.offboarding;

import org.jspecify.annotations.NullMarked;
