package io.palimpsest.evidence.report;

import java.util.List;

/**
 * What one log took in the period.
 *
 * @param place the region, or {@code control} for the control plane
 * @param origin the log's name
 * @param vkey what its checkpoints are verified with
 * @param start the log when the period began
 * @param end the log when the period ended, or when the report was issued if that was before
 * @param counted the leaves from start to end, by kind, ascending
 */
public record LogPart(
    String place, String origin, String vkey, Tree start, Tree end, List<Counted> counted) {
  public LogPart {
    counted = List.copyOf(counted);
    if (start.size() > end.size()) {
      throw new IllegalArgumentException("a log that shrank");
    }
  }

  /**
   * A log at one moment.
   *
   * @param root Base64 of the Merkle root
   */
  public record Tree(long size, String root) {
    public Tree {
      Figure.natural(size);
    }
  }

  /** Leaves that the log took in the period. */
  public long leaves() {
    return end.size() - start.size();
  }
}
