package io.palimpsest.platform.consent;

import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.Attestation;
import java.time.Instant;
import java.util.Optional;

/** What was said. Nothing is ever changed: what no longer holds is taken back by a later act. */
public sealed interface ConsentAct {

  /** The AppID it is about; empty when it is about the tenant. */
  default Optional<AppId> appId() {
    return switch (this) {
      case Attested attested -> Optional.of(attested.app());
      case Revoked revoked -> Optional.of(revoked.app());
      case EndTold told -> Optional.of(told.app());
      case Cleared cleared -> Optional.of(cleared.app());
      case Introduced _,
          Moved _,
          Accepted _,
          Objected _,
          OptedIn _,
          OptedOut _,
          Shortened _,
          Restored _,
          Left _ ->
          Optional.empty();
    };
  }

  /** Who answers for the end users' data: what every record must name. */
  record Introduced(Party party) implements ConsentAct {}

  /**
   * The operator put the tenant under another policy. Acceptance, objection and leave to keep
   * copies were given to the one before and end with it; what end users consented to stands.
   *
   * @param from id of the policy before
   * @param to id of the policy from now on
   */
  record Moved(String from, String to) implements ConsentAct {}

  /**
   * A yes to one version of the tenant's policy.
   *
   * @param hash of the very content that was accepted
   */
  record Accepted(PolicyRef policy, String hash) implements ConsentAct {}

  /** A no to a version that was announced. */
  record Objected(PolicyRef policy, String reason) implements ConsentAct {}

  /**
   * The tenant's word that its end users consented to one thing.
   *
   * @param notice where and in which language they were told
   */
  record Attested(AppId app, Attestation attestation, ConsentNotice notice) implements ConsentAct {}

  /** That word taken back. */
  record Revoked(AppId app, String attestation) implements ConsentAct {}

  /** Leave to keep copies of uploads for finding a fault. */
  record OptedIn(Instant until) implements ConsentAct {}

  /** That leave taken back. */
  record OptedOut() implements ConsentAct {}

  /** Data of one class is to be kept for less time than the policy's own. */
  record Shortened(DataClass dataClass, RetentionPeriod period) implements ConsentAct {}

  /** The policy's own period holds again, for what is stored from now on. */
  record Restored(DataClass dataClass) implements ConsentAct {}

  /** What was stored under a revoked attestation is erased in every region. */
  record Cleared(AppId app, String attestation) implements ConsentAct {}

  /** The tenant leaves: whatever it said ends. */
  record Left() implements ConsentAct {}

  /** The platform told that an attestation is about to end. */
  record EndTold(AppId app, String attestation) implements ConsentAct {}
}
