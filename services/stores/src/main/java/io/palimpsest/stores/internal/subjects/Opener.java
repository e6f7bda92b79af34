package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.keys.DayKey;
import io.palimpsest.platform.keys.KeyRing;
import io.palimpsest.platform.keys.KeyUnusable;
import io.palimpsest.platform.keys.SubjectKey;
import io.palimpsest.platform.subjects.IdentificationItem;
import java.time.LocalDate;
import java.util.Optional;

/** Opens subjects' keys and what is under them. */
public final class Opener {
  private final KeyRing keys;

  public Opener(KeyRing keys) {
    this.keys = keys;
  }

  /**
   * The item; empty when its day's key was destroyed after its row was read.
   *
   * @throws KeyUnusable when the row was tampered with
   */
  Optional<IdentificationItem> open(ItemRow row) {
    return key(Ids.owner(row.subject()), row.day(), row.wrappedKey())
        .map(
            key ->
                row.opened(
                    Content.of(key.open(row.sealed(), Ids.context(row.subject(), row.callId())))));
  }

  /**
   * A key of that day; empty when the day's key was destroyed.
   *
   * @param owner whose it is
   */
  public Optional<SubjectKey> key(String owner, LocalDate day, byte[] wrapped) {
    Optional<DayKey> dayKey = keys.dayKeyIfThere(day);
    if (dayKey.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(dayKey.get().open(owner, wrapped));
    } catch (KeyUnusable e) {
      // Another process may have destroyed the day's key that is open here, and made a new one.
      keys.forget(day);
      return keys.dayKeyIfThere(day).map(fresh -> fresh.open(owner, wrapped));
    }
  }
}
