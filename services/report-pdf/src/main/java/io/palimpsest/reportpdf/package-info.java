/**
 * Retention reports as people read them: A4 pages with charts and tables. The JSON stays the truth,
 * and the pages say which one they are of.
 */
@NullMarked
package io.palimpsest.reportpdf;

import org.jspecify.annotations.NullMarked;
