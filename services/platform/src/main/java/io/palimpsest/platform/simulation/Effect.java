package io.palimpsest.platform.simulation;

import io.palimpsest.policy.DataClass;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What becomes of one class of data in one place.
 *
 * @param place a region, or {@code control} for the control plane
 * @param before how long it is kept as things stand, as the module writes it, such as {@code P2Y};
 *     empty where there is no such rule
 * @param after the same once the changed policy holds
 * @param counts empty when the store could not be asked: then nothing is known
 */
public record Effect(
    String place,
    DataClass dataClass,
    String store,
    String before,
    String after,
    Optional<Counts> counts) {

  /**
   * Items; the last four add up to {@code alive}.
   *
   * @param days on which what is alive was stored
   * @param oldest the first of them
   * @param goneBefore their time is up before the changed policy holds
   * @param erasedAtOnce they must be gone when it holds, and need not have been
   * @param sooner they stay for now, for less time than before
   * @param unchanged nothing changes for them: a longer period never applies to what is there
   */
  public record Counts(
      long alive,
      long days,
      Optional<LocalDate> oldest,
      long goneBefore,
      long erasedAtOnce,
      long sooner,
      long unchanged) {}
}
