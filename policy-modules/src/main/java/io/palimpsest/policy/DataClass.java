package io.palimpsest.policy;

/**
 * The four kinds of data the platform ever holds (OCR privacy module, clauses T4a to T4c; DPSA
 * clause D2).
 */
public enum DataClass {
  /** Who called what, when, with which result and fee. */
  MONITORING,
  /** Steps and timings of a call, without its content. */
  OPERATION_LOG,
  /** Identity fields and photos; only under an end user's attested consent. */
  IDENTIFICATION,
  /** Pictures as uploaded and results as returned. */
  UPLOAD_AND_RESULT
}
