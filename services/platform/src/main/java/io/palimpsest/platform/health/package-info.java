/** What works and what does not, in words an operator can act on. */
@NullMarked
package io.palimpsest.platform.health;

import org.jspecify.annotations.NullMarked;
