/** Keys that sign calls, and the directory that finds their owner within a second of any change. */
@NullMarked
package io.palimpsest.platform.credentials;

import org.jspecify.annotations.NullMarked;
