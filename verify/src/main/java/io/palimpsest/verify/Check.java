package io.palimpsest.verify;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceUnavailable;

/**
 * Verifies one kind of evidence. A new kind is a new implementation, entered in {@link
 * Verifier#standard}.
 */
public interface Check {

  /** Whether this is meant to be evidence of this kind; looks at its form only. */
  boolean takes(Given given);

  /**
   * Checks all of it, telling each thing that was checked as it goes. What is not as it must be may
   * be told or thrown.
   *
   * @throws EvidenceRefused for what is not as it must be
   * @throws EvidenceUnavailable for what could not be read
   */
  void check(Given given, Trust trust, Findings findings);
}
