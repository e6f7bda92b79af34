/** JSON in its one canonical spelling (RFC 8785), for what is hashed or signed. */
@NullMarked
package io.palimpsest.evidence.json;

import org.jspecify.annotations.NullMarked;
