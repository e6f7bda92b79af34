/**
 * Policy as code: what may be kept, where, for how long. {@link io.palimpsest.policy.PolicyLibrary}
 * is the entry; every period that a service obeys comes from here.
 */
@NullMarked
package io.palimpsest.policy;

import org.jspecify.annotations.NullMarked;
