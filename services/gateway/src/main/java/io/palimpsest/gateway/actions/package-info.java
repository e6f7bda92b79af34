/**
 * What the API offers, as data: each served action with its options and limits, and every other
 * name that callers may know.
 */
@NullMarked
package io.palimpsest.gateway.actions;

import org.jspecify.annotations.NullMarked;
