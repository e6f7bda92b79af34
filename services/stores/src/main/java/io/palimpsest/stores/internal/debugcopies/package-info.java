/**
 * Debug copies in MySQL and the object store: rows with their keys here, sealed objects in a bucket
 * of their own.
 */
@NullMarked
package io.palimpsest.stores.internal.debugcopies;

import org.jspecify.annotations.NullMarked;
