package io.palimpsest.evidence.report;

import java.util.List;

/**
 * How long a policy lets a class of data be kept.
 *
 * @param policy module and version, such as {@code tencent-ocr@1.0.0}
 * @param period ISO 8601, such as {@code P2Y}, of which {@code P0D} means until the call is over
 *     and the end of its day at the latest; {@code account}, or {@code with-source}
 * @param clauses that say so
 */
public record Limit(String policy, String period, List<String> clauses) {
  public Limit {
    clauses = List.copyOf(clauses);
  }
}
