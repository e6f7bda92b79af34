package io.palimpsest.tenantadmin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.palimpsest.platform.metering.StatementRefused;
import jakarta.inject.Singleton;

/** Statements that cannot be had. */
@Singleton
@Produces
final class StatementRefusedHandler
    implements ExceptionHandler<StatementRefused, HttpResponse<byte[]>> {

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<byte[]> handle(HttpRequest request, StatementRefused refused) {
    HttpStatus status =
        switch (refused) {
          case StatementRefused.NotBegun _ -> HttpStatus.NOT_FOUND;
          case StatementRefused.Gone _ -> HttpStatus.GONE;
          case StatementRefused.NoKey _ -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    return Problems.of(status, String.valueOf(refused.getMessage()));
  }
}
