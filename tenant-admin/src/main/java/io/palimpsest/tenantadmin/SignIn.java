package io.palimpsest.tenantadmin;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.AuthenticationFailureReason;
import io.micronaut.security.authentication.AuthenticationRequest;
import io.micronaut.security.authentication.AuthenticationResponse;
import io.micronaut.security.authentication.provider.HttpRequestExecutorAuthenticationProvider;
import io.palimpsest.platform.admins.AdminAccount;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lets whoever knows an account's password have a token for a quarter of an hour. */
@Singleton
final class SignIn implements HttpRequestExecutorAuthenticationProvider<Object> {
  private final AdminDesk desk;
  private final SignInBrake brake;

  SignIn(AdminDesk desk, SignInBrake brake) {
    this.desk = desk;
    this.brake = brake;
  }

  @Override
  public AuthenticationResponse authenticate(
      @Nullable HttpRequest<Object> context, AuthenticationRequest<String, String> request) {
    String email = request.getIdentity().strip().toLowerCase(Locale.ROOT);
    if (!brake.mayTry(email)) {
      return AuthenticationResponse.failure(AuthenticationFailureReason.CUSTOM);
    }
    return desk.admins()
        .signIn(email, request.getSecret())
        .map(SignIn::success)
        .orElseGet(
            () -> {
              brake.failed(email);
              return AuthenticationResponse.failure(
                  AuthenticationFailureReason.CREDENTIALS_DO_NOT_MATCH);
            });
  }

  private static AuthenticationResponse success(AdminAccount account) {
    return AuthenticationResponse.success(account.email(), List.of(account.role().name()));
  }

  @Override
  public String getExecutorName() {
    return io.micronaut.scheduling.TaskExecutors.BLOCKING;
  }
}
