/**
 * What a metering statement and its records look like as files: the form only. Who writes them
 * counts, and who verifies them counts again, each by itself.
 */
@NullMarked
package io.palimpsest.evidence.statement;

import org.jspecify.annotations.NullMarked;
