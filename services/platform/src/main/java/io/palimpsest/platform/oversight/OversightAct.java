package io.palimpsest.platform.oversight;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One line of what a tenant is told of its data's handling. Lines are added, never changed. */
public sealed interface OversightAct {

  /** Random, and a UUID's text. */
  String id();

  TenantId tenant();

  Region region();

  /** The platform's person, and in what capacity. */
  Attester by();

  /** Why. */
  String reason();

  /** To the millisecond. */
  Instant at();

  /**
   * Somebody looked at what is kept of an end user (clause C1). It ends with what was shown: every
   * further look is an act of its own.
   */
  record Look(
      String id,
      TenantId tenant,
      Region region,
      CallId callId,
      Attester by,
      String reason,
      Instant at)
      implements OversightAct {
    public Look {
      checked("reason", reason, 500);
      at = at.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /**
   * Data was given to an authority that may demand it (clause O9).
   *
   * @param count items given
   * @param authority who demanded it
   * @param basis the law, such as {@code StPO-95}: letters, digits and {@code ._:/-}, since it
   *     stands in the evidence log
   * @param reason the reference of the order
   */
  record Disclosure(
      String id,
      TenantId tenant,
      Region region,
      DataClass dataClass,
      long count,
      String authority,
      String basis,
      Attester by,
      String reason,
      Instant at)
      implements OversightAct {
    public Disclosure {
      checked("reason", reason, 500);
      checked("authority", authority, 200);
      if (!basis.matches("[A-Za-z0-9._:/-]{1,60}")) {
        throw new IllegalArgumentException(
            "basis: 1 to 60 letters, digits and ._:/- such as StPO-95");
      }
      if (count < 1) {
        throw new IllegalArgumentException("count: 1 or more");
      }
      at = at.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  private static void checked(String name, String value, int most) {
    if (value.isBlank() || value.length() > most) {
      throw new IllegalArgumentException(name + ": 1 to " + most + " characters");
    }
  }
}
