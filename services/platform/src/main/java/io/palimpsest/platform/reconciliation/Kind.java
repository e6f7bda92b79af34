package io.palimpsest.platform.reconciliation;

import java.util.Locale;

/** What kinds of differences there are. */
public enum Kind {
  /** In a bucket, and no living call, item or export has it. */
  ORPHAN_OBJECT,
  /** A row says that an object is there, and it is not. */
  OBJECT_MISSING,
  /** An upload was there, and its call's settlement entered no duty to show its erasure. */
  DUTY_MISSING,
  /** A duty that nobody saw done. */
  ERASURE_UNSEEN,
  /** An erasure that was seen, or an act that was done, and stands in no log. */
  LEAF_MISSING,
  /** A leaf that tells of an erasure of which there is no record, though there must be one. */
  ERASURE_MISSING,
  /** A leaf that tells of an act of which there is no line, though there must be one. */
  ACT_MISSING,
  /** An entry that is not what was signed, or does not open with its record's salt. */
  LEAF_ALTERED,
  /** Entries that a checkpoint covers and that are not there. */
  LEAF_DELETED,
  /** A log that ends before what was already seen of it, or is not there. */
  LOG_CUT_SHORT,
  /** A checkpoint that does not continue the one that was verified before. */
  CHECKPOINT_FORKED,
  /** A checkpoint that the log's key did not sign. */
  CHECKPOINT_REFUSED,
  /** A row that must be gone. */
  RECORD_OVERDUE,
  /** A row in the partition of another day. */
  RECORD_MISPLACED,
  /** Identification data that must be gone, or an export of it. */
  ITEM_OVERDUE,
  /** An index of the operation log that must be gone. */
  STALE_INDEX,
  /** An index of the operation log that is of no day, and so would never go. */
  INDEX_WITHOUT_DAY,
  /** A key under which nothing is any more. */
  KEY_OVERDUE,
  /** Identification data whose key is not there. */
  KEY_MISSING,
  /** Kept for a legal hold that is over. */
  HOLD_OVER,
  /** Daily sums that are not those of the monitoring records. */
  SUMS_DIFFER;

  /** The word for people, metrics and reports: {@code orphan-object}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind with this {@link #key()}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Kind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
