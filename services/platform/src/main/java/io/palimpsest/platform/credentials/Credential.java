package io.palimpsest.platform.credentials;

import io.palimpsest.platform.tenancy.AppId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key that may sign calls of one AppID.
 *
 * @param secretKey the secret half
 * @param enabled whether it is accepted
 * @param expires when a temporary key ends; empty for a lasting one
 * @param token the session token that must come with a temporary key; empty for a lasting one
 * @param actions the actions it may call; empty means all
 */
public record Credential(
    SecretId secretId,
    AppId appId,
    SecretKey secretKey,
    boolean enabled,
    Instant created,
    Optional<Instant> expires,
    Optional<SecretKey> token,
    Set<String> actions) {
  public Credential {
    actions = Set.copyOf(actions);
  }
}
