package io.palimpsest.gateway.signature;

import io.palimpsest.gateway.http.Request;
import io.palimpsest.gateway.protocol.CommonParameters;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.Directory;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Finds out who sent a call, in the order in which the API's refusals are documented: syntax, key,
 * time, signature, token. Thread-safe.
 */
public final class Authenticator {
  /** How far a client's clock may be off, either way (Tencent Cloud API 3.0, common parameters). */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Directory directory;
  private final Clock clock;

  public Authenticator(Directory directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * The caller whose key signed the request.
   *
   * @throws CallFailure one of {@code AuthFailure.*}, or {@code InternalError} when keys cannot be
   *     looked up
   */
  public Caller authenticate(Request request, CommonParameters common) {
    return switch (common.scheme()) {
      case TC3_JSON, TC3_QUERY -> tc3(request, common);
      case V1 -> v1(request, common);
    };
  }

  private Caller tc3(Request request, CommonParameters common) {
    if (request.head().headersOf("Authorization").size() != 1) {
      throw new CallFailure(
          ErrorCode.INVALID_AUTHORIZATION, "there must be one Authorization header");
    }
    Tc3Authorization auth = Tc3Authorization.parse(request.head().headers().get("Authorization"));
    Caller caller = callerOf(auth.secretId());
    checkTime(common);
    boolean unsigned =
        caller.application().unsignedPayload()
            && request
                .head()
                .header("X-TC-Content-SHA256")
                .equals(Optional.of(Tc3Signature.UNSIGNED_PAYLOAD));
    checkSignature(
        Tc3Signature.fits(
            request, auth, common.timestamp(), caller.credential().secretKey(), unsigned));
    checkToken(caller.credential(), common);
    return caller;
  }

  private Caller v1(Request request, CommonParameters common) {
    String method = common.parameters().getOrDefault("SignatureMethod", "HmacSHA1");
    if (!method.equals("HmacSHA1") && !method.equals("HmacSHA256")) {
      throw new CallFailure(
          ErrorCode.INVALID_AUTHORIZATION, "SignatureMethod is HmacSHA1 or HmacSHA256");
    }
    Caller caller = callerOf(common.parameters().getOrDefault("SecretId", ""));
    checkTime(common);
    checkSignature(
        V1Signature.fits(
            request.head(), common.parameters(), method, caller.credential().secretKey()));
    checkToken(caller.credential(), common);
    return caller;
  }

  private Caller callerOf(String id) {
    SecretId secretId =
        SecretId.parse(id)
            .orElseThrow(
                () ->
                    new CallFailure(
                        ErrorCode.INVALID_SECRET_ID,
                        "a SecretId is AKID and 8 to 64 letters or digits"));
    return directory
        .find(secretId)
        .filter(caller -> caller.credential().enabled())
        .orElseThrow(
            () -> new CallFailure(ErrorCode.SECRET_ID_NOT_FOUND, "create or enable the key first"));
  }

  private void checkTime(CommonParameters common) {
    Duration off =
        Duration.between(Instant.ofEpochSecond(common.timestamp()), clock.instant()).abs();
    if (off.truncatedTo(ChronoUnit.SECONDS).compareTo(SKEW) > 0) {
      throw new CallFailure(
          ErrorCode.SIGNATURE_EXPIRE,
          "the timestamp is more than 5 minutes from the server's time " + clock.instant());
    }
  }

  private static void checkSignature(boolean fits) {
    if (!fits) {
      throw new CallFailure(
          ErrorCode.SIGNATURE_FAILURE, "check the SecretKey and how the request was signed");
    }
  }

  private void checkToken(Credential credential, CommonParameters common) {
    boolean expired = credential.expires().map(end -> !clock.instant().isBefore(end)).orElse(false);
    boolean right =
        credential
            .token()
            .map(
                token ->
                    common.token().map(sent -> Hashes.same(token.reveal(), sent)).orElse(false))
            .orElse(common.token().isEmpty());
    if (expired || !right) {
      throw new CallFailure(
          ErrorCode.TOKEN_FAILURE,
          "a temporary key needs its own token and is valid for a time; a lasting key has none");
    }
  }
}
