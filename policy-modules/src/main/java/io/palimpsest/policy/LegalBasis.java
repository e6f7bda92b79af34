package io.palimpsest.policy;

/** Why something may be done with personal data (GDPR art. 6 and 9; PIPL art. 13). */
public enum LegalBasis {
  CONTRACT,
  LEGITIMATE_INTEREST,
  EXPLICIT_CONSENT,
  LEGAL_OBLIGATION,
  /** The customer decides, and the platform does what it is told (GDPR art. 28; PIPL art. 21). */
  INSTRUCTIONS
}
