@org.jspecify.annotations.NullMarked
package io.palimpsest.reportpdf;
