package io.palimpsest.evidence.note;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.internal.Strict;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.merkle.Merkle;

/**
 * What a log says of itself at one moment (C2SP tlog-checkpoint). It holds no time: extension lines
 * cannot be audited, so time comes from a {@link Cosignature}.
 *
 * @param origin which log: its address without a scheme
 * @param size entries in the log
 * @param root the Merkle root over all of them
 */
public record Checkpoint(String origin, long size, Hash root) {
  /** No log of ours grows larger; up to here no arithmetic on sizes can overflow a long. */
  public static final long MAX_SIZE = 1L << 52;

  public Checkpoint {
    KeyName.check(origin);
    if (size < 0 || size > MAX_SIZE) {
      throw new Malformed("a log of " + size + " entries");
    }
    if (size == 0 && !root.equals(Merkle.empty())) {
      throw new Malformed("an empty log with a root that is not that of an empty log");
    }
  }

  /**
   * @throws Malformed when it is not exactly three lines: extensions are not taken
   */
  static Checkpoint parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[3].isEmpty()) {
      throw new Malformed("a checkpoint that is not three lines");
    }
    return new Checkpoint(
        lines[0], Strict.decimal(lines[1], MAX_SIZE, "the log's size"), Hash.parse(lines[2]));
  }

  /** The three lines that are signed. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }
}
