/** The promises that the policies make, each with what keeps it and the test that proves it. */
@NullMarked
package io.palimpsest.policy.clauses;

import org.jspecify.annotations.NullMarked;
