/**
 * Copies of what would be dear to lose, in pieces of a day, each under a key of its own, for as
 * long as the policies allow; and what has to be done before a copy may be looked at again.
 */
@NullMarked
package io.palimpsest.platform.backups;

import org.jspecify.annotations.NullMarked;
