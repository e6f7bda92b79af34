@org.jspecify.annotations.NullMarked
package io.palimpsest.verify;
