/**
 * How a reading is told to a caller: one form for each family of answers, with exactly the
 * original's fields and types.
 */
@NullMarked
package io.palimpsest.gateway.answers;

import org.jspecify.annotations.NullMarked;
