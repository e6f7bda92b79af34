package io.palimpsest.tenantadmin;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;

/** Nobody signed in, or somebody who may not. */
@Singleton
@Produces
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class UnauthorizedHandler
    implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException refused) {
    return refused.isForbidden()
        ? Problems.of(HttpStatus.FORBIDDEN, "this account may look only")
        : Problems.of(HttpStatus.UNAUTHORIZED, "sign in by POST /v1/login")
            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }
}
