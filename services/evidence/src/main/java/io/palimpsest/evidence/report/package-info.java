/**
 * What a retention report says, as records with their canonical JSON, and how it is recounted from
 * the evidence log. Writer and verifier read the same records, so neither can mean something else.
 */
@NullMarked
package io.palimpsest.evidence.report;

import org.jspecify.annotations.NullMarked;
