/**
 * Debug copies: an upload and the answer given for it, kept for finding a fault, only where a
 * tenant's admin opted in and for a day at most (clause O6). {@link
 * io.palimpsest.platform.debugcopies.DebugCopyStore} keeps and erases them, {@link
 * io.palimpsest.platform.debugcopies.DebugCopies} lets a tenant read its own.
 */
@NullMarked
package io.palimpsest.platform.debugcopies;

import org.jspecify.annotations.NullMarked;
