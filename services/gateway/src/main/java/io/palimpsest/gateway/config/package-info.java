/**
 * The gateway's settings, each checked when it is read; a bad value is refused with the name of its
 * key.
 */
@NullMarked
package io.palimpsest.gateway.config;

import org.jspecify.annotations.NullMarked;
