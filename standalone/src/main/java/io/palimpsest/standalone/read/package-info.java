/**
 * Reads files and folders with one engine and writes what was read as text, JSON, predictions or
 * pictures.
 */
@NullMarked
package io.palimpsest.standalone.read;

import org.jspecify.annotations.NullMarked;
