/**
 * The platform's stores on MySQL, an S3 object store and Elasticsearch: how to open them, and
 * nothing of how they work.
 */
@NullMarked
package io.palimpsest.stores;

import org.jspecify.annotations.NullMarked;
