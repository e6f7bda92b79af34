/**
 * Our own actions, by which a tenant's program looks its calls and its usage up: their names and
 * parameters, and how the answers are written.
 */
@NullMarked
package io.palimpsest.gateway.lookup;

import org.jspecify.annotations.NullMarked;
