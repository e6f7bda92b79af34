package io.palimpsest.gateway.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.palimpsest.platform.call.CallTrace;
import io.palimpsest.platform.metering.CallId;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a request before its body.
 *
 * @param callId made at receipt
 * @param trace started at receipt
 * @param address where it came from
 * @param method as sent
 * @param uri as sent: a signature covers the raw query
 * @param headers as sent, found without regard to case
 */
public record RequestHead(
    CallId callId,
    CallTrace trace,
    InetAddress address,
    String method,
    String uri,
    HttpHeaders headers) {

  /** The first value of a header, or empty. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Every value of a header. */
  public List<String> headersOf(String name) {
    return headers.getAll(name);
  }

  /** The path as sent, without the query. */
  public String path() {
    int mark = uri.indexOf('?');
    return mark < 0 ? uri : uri.substring(0, mark);
  }

  /** The query as sent, without its question mark; empty when there is none. */
  public String query() {
    int mark = uri.indexOf('?');
    return mark < 0 ? "" : uri.substring(mark + 1);
  }
}
