@org.jspecify.annotations.NullMarked
package io.palimpsest.evidence.statement;
