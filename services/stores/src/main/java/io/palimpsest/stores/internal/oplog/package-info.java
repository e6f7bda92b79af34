/** A region's operation log in Elasticsearch, an index to a day, behind a spool on disk. */
@NullMarked
package io.palimpsest.stores.internal.oplog;

import org.jspecify.annotations.NullMarked;
