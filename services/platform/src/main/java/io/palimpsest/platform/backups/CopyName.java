package io.palimpsest.platform.backups;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which copy of which piece: the name of its key, so that the keys alone tell what has expired,
 * wherever the copies lie.
 *
 * @param place the region's name, or the control plane's
 * @param made the day it was made on, in the region's zone
 * @param until the first day on which it may not be there; empty when it is kept for ever
 * @param id a random UUID
 */
public record CopyName(
    BackupClass kind,
    String place,
    Piece piece,
    LocalDate made,
    Optional<LocalDate> until,
    String id) {
  /** Begins the names of all keys in the vault. */
  static final String KEYS = "keys/";

  private static final String NEVER = "never";
  private static final Pattern PLACE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  public CopyName {
    if (!PLACE.matcher(place).matches()) {
      throw new IllegalArgumentException("no place of backups: " + place);
    }
    if (!UUID.fromString(id).toString().equals(id)) { // it becomes part of a path
      throw new IllegalArgumentException("no id of a copy");
    }
  }

  /** Where its key lies in the place's vault. */
  String key() {
    return KEYS
        + String.join(
            "/",
            kind.key(),
            piece.family(),
            piece.day().toString(),
            made.toString(),
            untilText(),
            id);
  }

  /** What its key is bound to. */
  String text() {
    return "backup of " + place + " " + key();
  }

  String untilText() {
    return until.map(LocalDate::toString).orElse(NEVER);
  }

  /** From a key's name; empty for what is none. */
  static Optional<CopyName> ofKey(String place, String key) {
    String[] parts = key.split("/", -1);
    return parts.length == 7 && key.startsWith(KEYS)
        ? of(parts[1], place, parts[2], parts[3], parts[4], parts[5], parts[6])
        : Optional.empty();
  }

  static Optional<CopyName> of(
      String kind, String place, String family, String day, String made, String until, String id) {
    try {
      Piece piece = Piece.of(family, day);
      LocalDate madeOn = LocalDate.parse(made);
      Optional<LocalDate> end =
          until.equals(NEVER) ? Optional.empty() : Optional.of(LocalDate.parse(until));
      return BackupClass.of(kind).map(known -> new CopyName(known, place, piece, madeOn, end, id));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
