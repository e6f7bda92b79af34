/**
 * The reference of actions, options and error codes, written from the code so that it cannot say
 * anything else.
 */
@NullMarked
package io.palimpsest.gateway.reference;

import org.jspecify.annotations.NullMarked;
