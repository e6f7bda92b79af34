package io.palimpsest.tenantadmin;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/**
 * How the API is served.
 *
 * @param port 0 takes a free one
 * @param tokenLife how long a token is good; shorter than a coffee break
 * @param tokenSecret what tokens are signed with, 32 bytes in Base64; the same on every instance
 *     that serves the same tenants
 */
public record AdminSettings(String host, int port, Duration tokenLife, String tokenSecret) {
  public static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

  public AdminSettings {
    if (tokenLife.compareTo(Duration.ofHours(1)) > 0 || tokenLife.isNegative()) {
      throw new IllegalArgumentException("token-life: an hour at most");
    }
    if (Base64.getDecoder().decode(tokenSecret).length < 32) {
      throw new IllegalArgumentException("token-secret: 32 bytes in Base64");
    }
  }

  /** A secret that dies with this process, and all tokens with it. */
  public static String randomSecret() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "AdminSettings[" + host + ":" + port + ", " + tokenLife + "]";
  }
}
