package io.palimpsest.policy.decision;

import io.palimpsest.policy.ClauseId;
import java.util.List;

/**
 * Why something may not be done.
 *
 * @param clauses the promises it would break
 * @param message what is missing, for the caller: names, dates and purposes, never a person
 */
public record Refusal(Reason reason, List<ClauseId> clauses, String message) {
  public Refusal {
    clauses = List.copyOf(clauses);
  }

  /** What is in the way, and so where it can be mended. */
  public enum Reason {
    /** The tenant's profile is not among the modules, or no version of it is in force yet. */
    NO_POLICY,
    /** No version was accepted, or a newer one must be. */
    NOT_ACCEPTED,
    /** The tenant objected to a change that is now in force. */
    OBJECTED,
    /** The policy names no such region. */
    REGION_UNKNOWN,
    /** The tenant does not allow the region. */
    REGION_NOT_ALLOWED,
    /** The policy names no such interface. */
    INTERFACE_NOT_LISTED,
    /** Nobody ever attested to what is needed. */
    ATTESTATION_MISSING,
    /** It was attested, and the attestation has ended or not begun. */
    ATTESTATION_ENDED,
    /** It was attested, and taken back. */
    ATTESTATION_REVOKED,
    /** Attested for people who live elsewhere. */
    JURISDICTION_NOT_ATTESTED,
    /** The data would go to another country without a consent of its own. */
    TRANSFER_NOT_ATTESTED,
    /** The person is too young for what was attested, or for any service. */
    TOO_YOUNG,
    /** The policy lets this interface leave no such data behind, or knows no such purpose. */
    NOT_OFFERED,
    /** No admin opted in. */
    NOT_OPTED_IN,
    /** A period was asked for that the policy does not list. */
    PERIOD_NOT_LISTED,
    /** The subject's data is kept and not used (clause O16). */
    RESTRICTED
  }
}
