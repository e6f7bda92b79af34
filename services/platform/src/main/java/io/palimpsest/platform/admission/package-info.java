/** Whether a call may go on: state, policy, region, address, rate, quota. */
@NullMarked
package io.palimpsest.platform.admission;

import org.jspecify.annotations.NullMarked;
