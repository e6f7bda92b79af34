/** Signed statements for whoever may ask for an AppID's, in every region that is served. */
@NullMarked
package io.palimpsest.platform.statements;

import org.jspecify.annotations.NullMarked;
