package io.palimpsest.stores.internal.sql;

import io.palimpsest.policy.RetentionPeriod;
import java.util.List;

/**
 * The names of one period's tables.
 *
 * @param period how long what is in them is kept
 * @param monitoring the eight fields
 * @param side salts, delivery state, and the key while that is pending
 * @param outbox erasures that must be shown
 * @param usage daily sums by key and result
 */
record Tables(RetentionPeriod period, String monitoring, String side, String outbox, String usage) {
  static Tables of(RetentionPeriod period) {
    String suffix = "_" + period.suffix();
    return new Tables(
        period,
        "monitoring" + suffix,
        "call_side" + suffix,
        "erasure_outbox" + suffix,
        "usage_daily" + suffix);
  }

  /** The same beside the outbox of what outlived its days. */
  Tables withUntold() {
    return new Tables(period, monitoring, side, UntoldErasures.TABLE, usage);
  }

  /** The empty table that changes places with a day's partition of this one. */
  static String leaving(String table) {
    return "leaving_" + table;
  }

  /**
   * Those whose days are partitions. The records come last: a day that lacks them is looked at
   * again.
   */
  List<String> partitioned() {
    return List.of(side, outbox, monitoring);
  }
}
