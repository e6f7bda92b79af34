/**
 * Downloads what {@code ImageUrl} names, behind a guard: no address of this host, its networks or
 * its cloud's metadata service is ever spoken to, whatever names, redirects or DNS answers say.
 */
@NullMarked
package io.palimpsest.gateway.fetch;

import org.jspecify.annotations.NullMarked;
