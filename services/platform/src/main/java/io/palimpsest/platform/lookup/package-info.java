/**
 * One call: what each store holds of it, why and until when, and what was erased and how that is
 * proven, asked from the stores themselves; and erasing it at once. A store that does not answer
 * makes it unknown, never nothing.
 */
@NullMarked
package io.palimpsest.platform.lookup;

import org.jspecify.annotations.NullMarked;
