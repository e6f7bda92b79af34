/** TLS for the API: a certificate and key from files, taken up again when they change. */
@NullMarked
package io.palimpsest.gateway.tls;

import org.jspecify.annotations.NullMarked;
