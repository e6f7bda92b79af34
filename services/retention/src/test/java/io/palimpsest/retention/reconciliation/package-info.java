/** Every fault that a comparison must find, planted into stores in memory. */
@NullMarked
package io.palimpsest.retention.reconciliation;

import org.jspecify.annotations.NullMarked;
