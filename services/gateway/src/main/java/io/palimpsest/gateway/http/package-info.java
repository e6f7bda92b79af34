/**
 * The wire: a bounded HTTP/1.1 server on Netty that hands whole requests to a {@link
 * io.palimpsest.gateway.http.RequestProcessor} and tells it when an answer has left. Nothing of the
 * API's meaning is known here.
 */
@NullMarked
package io.palimpsest.gateway.http;

import org.jspecify.annotations.NullMarked;
