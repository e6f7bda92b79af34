package io.palimpsest.platform.backups;

import io.palimpsest.policy.RetentionPeriod;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is copied, expires and is restored as a whole.
 *
 * @param period that the data is kept for; empty where a copy is of everything there is
 * @param day whose data it is, in the region's zone; of everything: on which it was copied
 */
public record Piece(Optional<RetentionPeriod> period, LocalDate day) implements Comparable<Piece> {
  private static final String WHOLE = "whole";

  /** Of everything there is. */
  public static Piece whole(LocalDate day) {
    return new Piece(Optional.empty(), day);
  }

  /** The name of its period in folders: {@code p2y} or {@code whole}. */
  public String family() {
    return period.map(RetentionPeriod::suffix).orElse(WHOLE);
  }

  /**
   * From its parts.
   *
   * @throws java.time.DateTimeException when they are none
   */
  static Piece of(String family, String day) {
    return new Piece(
        family.equals(WHOLE) ? Optional.empty() : Optional.of(RetentionPeriod.parse(family)),
        LocalDate.parse(day));
  }

  @Override
  public int compareTo(Piece other) {
    int byDay = day.compareTo(other.day);
    return byDay != 0 ? byDay : family().compareTo(other.family());
  }

  @Override
  public String toString() {
    return day + " (" + family() + ")";
  }
}
