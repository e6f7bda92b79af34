/** Identification data and its keys in MySQL, its photos in the object store. */
@NullMarked
package io.palimpsest.stores.internal.subjects;

import org.jspecify.annotations.NullMarked;
