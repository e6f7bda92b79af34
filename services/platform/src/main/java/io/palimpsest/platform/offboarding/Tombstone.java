package io.palimpsest.platform.offboarding;

import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** What stays of whoever left, for ever, so that the name or number is never given again. */
public sealed interface Tombstone {

  /** When it was set. */
  Instant at();

  /** Of an AppID. */
  record OfAppId(AppId appId, Instant at) implements Tombstone {
    public OfAppId {
      at = at.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /**
   * Of a tenant: its name can be tried, not read.
   *
   * @param salt 32 hexadecimal digits
   * @param hash SHA-256 of the salt's bytes and the name, in hexadecimal digits
   */
  record OfTenant(String salt, String hash, Instant at) implements Tombstone {
    public OfTenant {
      at = at.truncatedTo(ChronoUnit.MILLIS);
      if (salt.length() != 32 || hash.length() != 64) {
        throw new IllegalArgumentException("a salt has 16 bytes, a hash 32");
      }
    }

    /** Whether it is that tenant's. */
    public boolean isOf(TenantId tenant) {
      return hash.equals(digest(salt, tenant));
    }
  }

  /** A new one of that tenant. */
  static OfTenant of(TenantId tenant, Instant at) {
    String salt = random(16);
    return new OfTenant(salt, digest(salt, tenant), at);
  }

  /** A name that leads to nobody, for what stays of a tenant. */
  static TenantId newName() {
    return new TenantId("gone-" + random(8));
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String digest(String salt, TenantId tenant) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(HexFormat.of().parseHex(salt));
      sha.update(tenant.value().getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
