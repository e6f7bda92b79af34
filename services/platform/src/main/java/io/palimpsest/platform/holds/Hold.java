package io.palimpsest.platform.holds;

import io.palimpsest.policy.DataClass;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * An order to keep data beyond its period. It is the only exception to erasing on time (clause D5),
 * and reaches no further than its scope and classes.
 *
 * @param id unique
 * @param placedBy the person who ordered it
 * @param reason why, such as the reference of a case
 * @param basis the law that demands or allows it
 * @param until when it ends by itself, unless it is released before
 */
public record Hold(
    String id,
    HoldScope scope,
    Set<DataClass> classes,
    String placedBy,
    String reason,
    String basis,
    Instant placedAt,
    Instant until) {
  /** What can be held: a call's own four classes, and a copy of what came and went. */
  public static final Set<DataClass> HOLDABLE =
      Set.of(
          DataClass.MONITORING,
          DataClass.OPERATION_LOG,
          DataClass.IDENTIFICATION,
          DataClass.UPLOAD_AND_RESULT,
          DataClass.DEBUG_COPY);

  public Hold {
    classes = Set.copyOf(classes);
    placedAt = placedAt.truncatedTo(ChronoUnit.MILLIS);
    until = until.truncatedTo(ChronoUnit.MILLIS);
    said("id", id, 40);
    said("placedBy", placedBy, 200);
    said("reason", reason, 500);
    said("basis", basis, 200);
    if (classes.isEmpty() || !HOLDABLE.containsAll(classes)) {
      throw new IllegalArgumentException(
          "classes: one or more of monitoring, operation-log, identification, upload-and-result,"
              + " debug-copy");
    }
    if (scope instanceof HoldScope.OfEndUser && !classes.equals(Set.of(DataClass.IDENTIFICATION))) {
      throw new IllegalArgumentException(
          "classes: of an end user only identification data is known to be theirs");
    }
    if (!until.isAfter(placedAt)) {
      throw new IllegalArgumentException("until: must be after the hold is placed");
    }
  }

  private static void said(String name, String value, int most) {
    if (value.isBlank() || value.length() > most) {
      throw new IllegalArgumentException(name + ": 1 to " + most + " characters");
    }
  }
}
