package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.leaf.KeyErased;
import io.palimpsest.evidence.leaf.Place;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key of identification data that is being destroyed: its only copy, wrapped under the key above
 * it, goes from the database. Its name in the log is the beginning of the SHA-256 of that wrapped
 * copy, which tells of nobody, and which nobody can make again once the copy is gone.
 *
 * @param day whose data it was for
 * @param level what it was for, and what it was wrapped under
 * @param wrapped not to be changed
 */
public record DestroyedKey(LocalDate day, Level level, byte[] wrapped) {
  private static final String ALGORITHM = "AES-256-GCM";
  private static final int ID_BYTES = 16;

  /** Which key of the hierarchy. */
  public enum Level {
    /** One end user's of one day. */
    SUBJECT("mysql/subject_key", "row-deleted/under-day-key"),
    /** Above all subjects' of one day. */
    DAY("mysql/wrapped_key", "row-deleted/under-region-key");

    private final String store;
    private final String method;

    Level(String store, String method) {
      this.store = store;
      this.method = method;
    }
  }

  /**
   * The leaf.
   *
   * @param region whose log it is for
   */
  public byte[] leaf(String region, Instant at) {
    return new KeyErased(
            new Place(region, day), ALGORITHM, id(wrapped), level.store, level.method, at)
        .bytes();
  }

  /** The name of a wrapped key in the log: 32 hexadecimal digits. */
  public static String id(byte[] wrapped) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(wrapped);
      return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
