package io.palimpsest.gateway;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.palimpsest.gateway.http.ExchangeBinder;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/**
 * Whatever the framework answers by itself ends in the API's envelope too; on the management port
 * it is a line that names the pages. Never the framework's own words, which quote requests.
 */
@Singleton
@Primary
final class FrameworkFailures implements ErrorResponseProcessor<byte[]> {

  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    return ExchangeBinder.of(context.getRequest())
        .map(
            exchange ->
                HttpReplies.of(
                    response,
                    exchange.refuse(
                        new CallFailure(
                            ErrorCode.INTERNAL_ERROR,
                            "an internal error occurred",
                            context.getRootCause().orElse(null)))))
        .orElseGet(() -> notFound(response));
  }

  private static MutableHttpResponse<byte[]> notFound(MutableHttpResponse<?> response) {
    return response
        .status(HttpStatus.NOT_FOUND)
        .contentType("text/plain")
        .body("/health /health/live /prometheus\n".getBytes(StandardCharsets.UTF_8));
  }
}
