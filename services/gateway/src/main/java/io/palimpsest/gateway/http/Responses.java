package io.palimpsest.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Makes HTTP of the answer to a request that never reached the router; the connection ends with it.
 */
final class Responses {
  private Responses() {}

  static FullHttpResponse of(Reply reply) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(reply.body()));
    HttpHeaders headers = response.headers();
    // No charset suffix: the Python SDK compares the whole value and takes an error for a success
    // otherwise.
    headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
    headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    reply.headers().forEach(headers::set);
    return response;
  }
}
