/**
 * Looking one call up: what each store holds of it and until when, asked from the stores
 * themselves. A store that does not answer makes it unknown, never nothing.
 */
@NullMarked
package io.palimpsest.platform.lookup;

import org.jspecify.annotations.NullMarked;
