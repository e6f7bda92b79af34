package io.palimpsest.evidence.report;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.json.CanonicalJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * What every version understands of an entry of a log, whatever kind it is of.
 *
 * @param at when it was done or seen
 * @param counted the kind, and 1
 */
public record LeafHead(Instant at, Counted counted) {
  /**
   * @throws Malformed when it is no leaf
   */
  public static LeafHead parse(byte[] entry) {
    if (CanonicalJson.parse(entry) instanceof Map<?, ?> leaf
        && leaf.get("type") instanceof String type
        && leaf.get("at") instanceof Long at) {
      Object n = leaf.get("n");
      long items = n instanceof Long number ? number : 1;
      try {
        return new LeafHead(
            Instant.ofEpochSecond(at),
            new Counted(
                type, text(leaf, "class"), text(leaf, "why"), leaf.containsKey("late"), 1, items));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw new Malformed("a leaf with a value that is not allowed");
      }
    }
    throw new Malformed("a leaf without a type or a time");
  }

  private static String text(Map<?, ?> leaf, String key) {
    return leaf.get(key) instanceof String text ? text : "";
  }
}
