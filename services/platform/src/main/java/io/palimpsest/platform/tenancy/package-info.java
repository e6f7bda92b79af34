/** Who the customers are: tenants, their AppIDs, the regions they allow. */
@NullMarked
package io.palimpsest.platform.tenancy;

import org.jspecify.annotations.NullMarked;
