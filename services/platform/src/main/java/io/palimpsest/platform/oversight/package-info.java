/**
 * What the platform's own people did with a tenant's data beside serving its calls: looked at it,
 * or gave it to an authority. {@link io.palimpsest.platform.oversight.Oversight} is the entry.
 */
@NullMarked
package io.palimpsest.platform.oversight;

import org.jspecify.annotations.NullMarked;
