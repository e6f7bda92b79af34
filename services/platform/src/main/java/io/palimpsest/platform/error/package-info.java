/** Every answer that is not a result: one catalogue of codes, one exception that carries them. */
@NullMarked
package io.palimpsest.platform.error;

import org.jspecify.annotations.NullMarked;
