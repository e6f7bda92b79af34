package io.palimpsest.platform.keys;

import com.google.crypto.tink.Aead;
import java.time.LocalDate;
import java.util.Arrays;

/** The key above all subject keys of one day. Thread-safe. */
public final class DayKey {
  private final String region;
  private final LocalDate day;
  private final byte[] wrapped;
  private final Aead aead;

  DayKey(String region, LocalDate day, byte[] wrapped, Aead aead) {
    this.region = region;
    this.day = day;
    this.wrapped = wrapped.clone();
    this.aead = aead;
  }

  /** The day in the region's own zone. */
  public LocalDate day() {
    return day;
  }

  /**
   * Whether the store holds this very key. Another process may have destroyed it and made a new one
   * for the same day; what is wrapped under this one then is lost.
   */
  public boolean isThatOf(byte[] stored) {
    return Arrays.equals(wrapped, stored);
  }

  /**
   * A new key for a subject.
   *
   * @param subject whose it is; it can be opened for the same only
   */
  public SubjectKey create(String subject) {
    return open(
        subject,
        Keysets.newSealingKey(
            (plain, context) -> Keysets.seal(aead, plain, context), name(subject)));
  }

  /**
   * The key that a subject was given on this day.
   *
   * @throws KeyUnusable when it is not under this key, or another subject's
   */
  public SubjectKey open(String subject, byte[] wrappedKey) {
    return new SubjectKey(
        name(subject),
        wrappedKey,
        Keysets.sealingKey(
            wrappedKey, (bytes, context) -> Keysets.open(aead, bytes, context), name(subject)));
  }

  private String name(String subject) {
    return region + " key of " + day + " of subject " + subject;
  }
}
