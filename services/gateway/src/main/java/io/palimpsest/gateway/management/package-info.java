/**
 * What an operator looks at: health in words, metrics in Prometheus' text form, on a port of their
 * own.
 */
@NullMarked
package io.palimpsest.gateway.management;

import org.jspecify.annotations.NullMarked;
