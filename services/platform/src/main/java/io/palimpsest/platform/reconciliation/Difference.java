package io.palimpsest.platform.reconciliation;

import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One thing that is not as it must be, by name. It holds ids, names of objects and days, and
 * nothing that was read from a document.
 */
public sealed interface Difference {
  Kind kind();

  /** What it is about, in words for an operator. */
  String text();

  /** An object in a bucket. */
  record OrphanObject(String bucket, String name) implements Difference {
    @Override
    public Kind kind() {
      return Kind.ORPHAN_OBJECT;
    }

    @Override
    public String text() {
      String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
      return (plain.length() <= 200 ? plain : plain.substring(0, 200) + "...") + " in " + bucket;
    }
  }

  /** A copy that a row tells of. */
  record ObjectMissing(String bucket, String name) implements Difference {
    @Override
    public Kind kind() {
      return Kind.OBJECT_MISSING;
    }

    @Override
    public String text() {
      return name + " is not in " + bucket + ", though a row tells of it";
    }
  }

  /** A settled call. */
  record DutyMissing(CallId callId, AppId appId) implements Difference {
    @Override
    public Kind kind() {
      return Kind.DUTY_MISSING;
    }

    @Override
    public String text() {
      return "call " + callId + " of " + appId + " staged an upload and entered no duty";
    }
  }

  /** A duty whose call is over. */
  record ErasureUnseen(UploadKey upload) implements Difference {
    @Override
    public Kind kind() {
      return Kind.ERASURE_UNSEEN;
    }

    @Override
    public String text() {
      return upload.path() + " was not seen to be gone";
    }
  }

  /**
   * An erasure.
   *
   * @param seenGone when it was seen
   */
  record LeafMissing(UploadKey upload, Instant seenGone) implements Difference {
    @Override
    public Kind kind() {
      return Kind.LEAF_MISSING;
    }

    @Override
    public String text() {
      return upload.path() + " was seen gone at " + seenGone + " and no leaf tells of it";
    }
  }

  /**
   * An act of consent or of oversight.
   *
   * @param what its kind and number
   * @param at when it was done
   */
  record ActUntold(String what, Instant at) implements Difference {
    @Override
    public Kind kind() {
      return Kind.LEAF_MISSING;
    }

    @Override
    public String text() {
      return "the act " + what + " was done at " + at + " and no leaf tells of it";
    }
  }

  /** A leaf. */
  record ActMissing(int year, long index) implements Difference {
    @Override
    public Kind kind() {
      return Kind.ACT_MISSING;
    }

    @Override
    public String text() {
      return "no act is there for leaf " + index + " of " + year;
    }
  }

  /** A leaf. */
  record ErasureMissing(int year, long index) implements Difference {
    @Override
    public Kind kind() {
      return Kind.ERASURE_MISSING;
    }

    @Override
    public String text() {
      return "no record is there for leaf " + index + " of " + year;
    }
  }

  /**
   * A leaf.
   *
   * @param why in words
   */
  record LeafAltered(int year, long index, String why) implements Difference {
    @Override
    public Kind kind() {
      return Kind.LEAF_ALTERED;
    }

    @Override
    public String text() {
      return "leaf " + index + " of " + year + ": " + why;
    }
  }

  /**
   * Leaves.
   *
   * @param first the index of the first one
   * @param count how many of them are not to be had
   */
  record LeafDeleted(int year, long first, int count, String why) implements Difference {
    @Override
    public Kind kind() {
      return Kind.LEAF_DELETED;
    }

    @Override
    public String text() {
      return "leaves " + first + " to " + (first + count - 1) + " of " + year + ": " + why;
    }
  }

  /** A year's log. */
  record LogCutShort(int year, String why) implements Difference {
    @Override
    public Kind kind() {
      return Kind.LOG_CUT_SHORT;
    }

    @Override
    public String text() {
      return "the log of " + year + ": " + why;
    }
  }

  /** A year's log. */
  record CheckpointForked(int year, String why) implements Difference {
    @Override
    public Kind kind() {
      return Kind.CHECKPOINT_FORKED;
    }

    @Override
    public String text() {
      return "the log of " + year + ": " + why;
    }
  }

  /** A year's log. */
  record CheckpointRefused(int year, String why) implements Difference {
    @Override
    public Kind kind() {
      return Kind.CHECKPOINT_REFUSED;
    }

    @Override
    public String text() {
      return "the log of " + year + ": " + why;
    }
  }

  /**
   * A row, or all rows of a day.
   *
   * @param what a callId, or the day
   * @param goneBy the first day on which it may not be there
   */
  record RecordOverdue(String table, String what, LocalDate goneBy) implements Difference {
    @Override
    public Kind kind() {
      return Kind.RECORD_OVERDUE;
    }

    @Override
    public String text() {
      return what + " in " + table + " was to be gone by " + goneBy;
    }
  }

  /** A row. */
  record RecordMisplaced(String table, CallId callId, LocalDate partition) implements Difference {
    @Override
    public Kind kind() {
      return Kind.RECORD_MISPLACED;
    }

    @Override
    public String text() {
      return callId + " in " + table + " lies among those of " + partition;
    }
  }

  /**
   * An item, or an export.
   *
   * @param what {@code item} or {@code export} and its id
   */
  record ItemOverdue(String what, Instant until) implements Difference {
    @Override
    public Kind kind() {
      return Kind.ITEM_OVERDUE;
    }

    @Override
    public String text() {
      return what + " was to be gone at " + until;
    }
  }

  /** An index. */
  record StaleIndex(String index, LocalDate goneBy) implements Difference {
    @Override
    public Kind kind() {
      return Kind.STALE_INDEX;
    }

    @Override
    public String text() {
      return index + " was to be gone by " + goneBy;
    }
  }

  /** An index. */
  record IndexWithoutDay(String index) implements Difference {
    @Override
    public Kind kind() {
      return Kind.INDEX_WITHOUT_DAY;
    }

    @Override
    public String text() {
      return index + " is of no day";
    }
  }

  /**
   * A key.
   *
   * @param what {@code day key} or {@code subject key} and whose it is
   */
  record KeyOverdue(String what, LocalDate day) implements Difference {
    @Override
    public Kind kind() {
      return Kind.KEY_OVERDUE;
    }

    @Override
    public String text() {
      return "the " + what + " of " + day + " is there, and nothing is under it";
    }
  }

  /**
   * An item or a copy of one.
   *
   * @param what {@code subject key} or {@code day key}
   */
  record KeyMissing(CallId item, LocalDate day, String what) implements Difference {
    @Override
    public Kind kind() {
      return Kind.KEY_MISSING;
    }

    @Override
    public String text() {
      return "item " + item + " has no " + what + " of " + day;
    }
  }

  /** What a store keeps of one call, or a number of them. */
  record HoldOver(String store, String what) implements Difference {
    @Override
    public Kind kind() {
      return Kind.HOLD_OVER;
    }

    @Override
    public String text() {
      return what + " in " + store + " is held by nobody any more";
    }
  }

  /**
   * One day of an AppID.
   *
   * @param records what the monitoring records add up to: calls, volume, fee
   * @param sums what stands in the daily sums
   */
  record SumsDiffer(
      String table,
      LocalDate day,
      AppId appId,
      String action,
      String result,
      String records,
      String sums)
      implements Difference {
    @Override
    public Kind kind() {
      return Kind.SUMS_DIFFER;
    }

    @Override
    public String text() {
      return table
          + " of "
          + day
          + ", "
          + appId
          + ", "
          + action
          + ", "
          + result
          + ": "
          + sums
          + " in place of "
          + records;
    }
  }
}
