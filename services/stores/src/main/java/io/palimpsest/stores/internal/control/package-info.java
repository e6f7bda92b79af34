/** Tenants, AppIDs and keys in the control database, through Micronaut Data. */
@NullMarked
package io.palimpsest.stores.internal.control;

import org.jspecify.annotations.NullMarked;
