@NullMarked
package io.palimpsest.evidence.report;

import org.jspecify.annotations.NullMarked;
