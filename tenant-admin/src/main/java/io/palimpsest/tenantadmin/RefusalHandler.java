package io.palimpsest.tenantadmin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.palimpsest.platform.consent.ConsentRefused;
import jakarta.inject.Singleton;

/** What a use case refuses. */
@Singleton
@Produces
final class RefusalHandler implements ExceptionHandler<ConsentRefused, HttpResponse<byte[]>> {

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<byte[]> handle(HttpRequest request, ConsentRefused refused) {
    HttpStatus status =
        switch (refused.kind()) {
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
          case CONFLICT -> HttpStatus.CONFLICT;
        };
    return Problems.of(status, refused.message());
  }
}
