package io.palimpsest.gateway;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.palimpsest.gateway.http.Reply;

/** Makes Micronaut's responses of replies. */
final class HttpReplies {
  private HttpReplies() {}

  static MutableHttpResponse<byte[]> of(Reply reply) {
    return of(HttpResponse.ok(), reply);
  }

  static MutableHttpResponse<byte[]> of(MutableHttpResponse<?> response, Reply reply) {
    // No charset suffix: the Python SDK compares the whole value and takes an error for a success
    // otherwise.
    MutableHttpResponse<byte[]> answer =
        response.status(200).body(reply.body()).contentType(MediaType.APPLICATION_JSON_TYPE);
    reply.headers().forEach(answer::header);
    return answer;
  }
}
