/** What the papers of the repository promise: their form, and that their links lead somewhere. */
@NullMarked
package io.palimpsest.standalone.docs;

import org.jspecify.annotations.NullMarked;
