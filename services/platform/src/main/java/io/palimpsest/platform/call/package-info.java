/** One call, end to end: admit, stage, recognise, settle, answer. */
@NullMarked
package io.palimpsest.platform.call;

import org.jspecify.annotations.NullMarked;
