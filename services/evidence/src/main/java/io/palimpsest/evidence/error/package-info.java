/** Why evidence is refused, as one sealed family, and the failure to reach it. */
@NullMarked
package io.palimpsest.evidence.error;

import org.jspecify.annotations.NullMarked;
