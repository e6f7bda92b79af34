/**
 * Retention reports: what a region promised and did in a period, asked from its stores and counted
 * from its evidence log, signed, and kept as packages that anybody can check.
 */
@NullMarked
package io.palimpsest.platform.reports;

import org.jspecify.annotations.NullMarked;
