package io.palimpsest.standalone.admin;

import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.credentials.SecretKey;
import io.palimpsest.platform.tenancy.AppId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes keys. */
public final class KeyMaker {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Clock clock;
  private final RandomGenerator random = new SecureRandom();

  public KeyMaker(Clock clock) {
    this.clock = clock;
  }

  /**
   * A new key, enabled.
   *
   * @param life of a temporary key, which then has a token; empty for a lasting one
   * @param actions it may call; empty means all
   */
  public Credential make(AppId appId, Optional<Duration> life, Set<String> actions) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // 62^32 is 190 bits: nobody guesses it, and it fits wherever people paste it.
    return new Credential(
        new SecretId("AKID" + letters(32)),
        appId,
        new SecretKey(letters(32)),
        true,
        now,
        life.map(now::plus),
        life.map(_ -> new SecretKey(letters(64))),
        actions);
  }

  private String letters(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
