package io.palimpsest.policy;

import java.util.Locale;

/**
 * The kinds of data the platform ever holds. The first four are a call's own (OCR privacy module,
 * clauses T4a to T4c; DPSA, clause D2); every module has a rule for each of them.
 */
public enum DataClass {
  /** Who called what, when, with which result and fee. */
  MONITORING,
  /** Steps and timings of a call, without its content. */
  OPERATION_LOG,
  /** Identity fields and photos; only under an end user's attested consent. */
  IDENTIFICATION,
  /** Copies of identification data that are given out for a purpose (clause T4c). */
  IDENTIFICATION_EXPORT,
  /** Pictures as uploaded and results as returned. */
  UPLOAD_AND_RESULT,
  /** A copy of an upload for finding a fault; only where the tenant opted in (clause O6). */
  DEBUG_COPY,
  /** Who a tenant's admins are (clause O1). */
  ACCOUNT,
  /** Signed records of consent, withdrawal and requests: what proves that a promise was kept. */
  RECEIPT,
  /** Copies made so that a lost store can be restored (clause O8). */
  BACKUP;

  /** The name in files and stores: {@code OPERATION_LOG} is {@code operation-log}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The class with this {@link #key()}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static DataClass of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
