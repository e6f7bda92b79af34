/** Who sent a call: both families of signatures, checked over the bytes as received. */
@NullMarked
package io.palimpsest.gateway.signature;

import org.jspecify.annotations.NullMarked;
