package io.palimpsest.tenantadmin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.palimpsest.platform.offboarding.OffBoardingRefused;
import jakarta.inject.Singleton;

/** Why nobody can leave so. */
@Singleton
@Produces
final class OffBoardingHandler
    implements ExceptionHandler<OffBoardingRefused, HttpResponse<byte[]>> {

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<byte[]> handle(HttpRequest request, OffBoardingRefused refused) {
    HttpStatus status =
        switch (refused.kind()) {
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
          case CONFLICT -> HttpStatus.CONFLICT;
        };
    return Problems.of(status, refused.message());
  }
}
