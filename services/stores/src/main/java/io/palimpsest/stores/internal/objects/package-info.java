/** Uploads under work in an S3 bucket, encrypted under keys that are never stored. */
@NullMarked
package io.palimpsest.stores.internal.objects;

import org.jspecify.annotations.NullMarked;
