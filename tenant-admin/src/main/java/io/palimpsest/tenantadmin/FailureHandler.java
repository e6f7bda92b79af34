package io.palimpsest.tenantadmin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.palimpsest.platform.error.StoreUnavailable;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nobody foresaw: logged once, by its kind and place; the caller learns nothing of it. */
@Singleton
@Produces
final class FailureHandler implements ExceptionHandler<RuntimeException, HttpResponse<byte[]>> {
  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<byte[]> handle(HttpRequest request, RuntimeException failure) {
    if (failure instanceof StoreUnavailable unavailable) {
      LOG.warn("{}", unavailable.getMessage());
      return Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "a store does not answer");
    }
    StackTraceElement[] trace = failure.getStackTrace();
    LOG.error(
        "{} at {}", failure.getClass().getName(), trace.length == 0 ? "no known place" : trace[0]);
    return Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "");
  }
}
