/**
 * Real stores on loopback for whoever has none: MariaDB and Elasticsearch as child processes that
 * die with this one, and an S3 endpoint inside it. For a first look and for tests; production uses
 * the same clients on servers of its own.
 */
@NullMarked
package io.palimpsest.embedded;

import org.jspecify.annotations.NullMarked;
