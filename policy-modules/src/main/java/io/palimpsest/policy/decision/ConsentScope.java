package io.palimpsest.policy.decision;

import io.palimpsest.policy.DataClass;

/**
 * The one thing that end users consented to. Consent is separate for each purpose and for each
 * transfer (PIPL art. 23, 29, 39; GDPR recital 43), so an attestation has exactly one of these.
 */
public sealed interface ConsentScope {

  /**
   * Data of one class is used for one purpose.
   *
   * @param purpose the purpose's name in the policy, such as {@code model-improvement}
   */
  record Use(DataClass dataClass, String purpose) implements ConsentScope {}

  /**
   * Data goes to another country.
   *
   * @param country ISO 3166-1 code of where it goes
   */
  record Transfer(String country) implements ConsentScope {}
}
