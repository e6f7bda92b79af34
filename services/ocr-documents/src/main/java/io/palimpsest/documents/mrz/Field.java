package io.palimpsest.documents.mrz;

/** The fields of a machine-readable zone. Not every format has all of them. */
public enum Field {
  CODE,
  ISSUER,
  NAME,
  NUMBER,
  NUMBER_CHECK,
  NATIONALITY,
  BIRTH,
  BIRTH_CHECK,
  SEX,
  EXPIRY,
  EXPIRY_CHECK,
  /** Optional data; in a TD3 the personal number. */
  OPTIONAL,
  OPTIONAL_CHECK,
  /** Optional data of a TD1's second line. */
  OPTIONAL_2,
  COMPOSITE
}
