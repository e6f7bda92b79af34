/**
 * What end users may ask for, as it reaches us through their tenant: withdrawal, access,
 * correction, erasure, restriction, and the data of a child. Each is one call, has a due date and a
 * signed receipt, and works on every region's stores.
 */
@NullMarked
package io.palimpsest.platform.rights;

import org.jspecify.annotations.NullMarked;
