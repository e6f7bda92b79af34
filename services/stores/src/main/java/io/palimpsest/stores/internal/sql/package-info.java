/** A region's books in MySQL: plain JDBC, many calls to a commit, one partition to a day. */
@NullMarked
package io.palimpsest.stores.internal.sql;

import org.jspecify.annotations.NullMarked;
