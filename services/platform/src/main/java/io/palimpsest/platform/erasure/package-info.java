/** Uploads while they are worked on, and the proof obligations their erasure leaves behind. */
@NullMarked
package io.palimpsest.platform.erasure;

import org.jspecify.annotations.NullMarked;
