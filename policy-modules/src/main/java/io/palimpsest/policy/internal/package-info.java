/**
 * From YAML to {@link io.palimpsest.policy.PolicyModule}: schema, inheritance, and the checks that
 * a schema cannot express, each fault with its file and line.
 */
@NullMarked
package io.palimpsest.policy.internal;

import org.jspecify.annotations.NullMarked;
