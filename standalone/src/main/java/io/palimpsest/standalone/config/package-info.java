/**
 * Which stores an instance runs on: read from a file, or made up for the embedded ones; the form is
 * the same.
 */
@NullMarked
package io.palimpsest.standalone.config;

import org.jspecify.annotations.NullMarked;
