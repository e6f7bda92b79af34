/** What happened inside a call, without what it was about. */
@NullMarked
package io.palimpsest.platform.oplog;

import org.jspecify.annotations.NullMarked;
