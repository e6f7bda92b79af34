package io.palimpsest.evidence.report;

import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import java.time.Instant;
import java.util.List;

/**
 * What it came to the last time that the stores, the records and the leaves of one place were held
 * against each other.
 *
 * @param place the region, or {@code control} for the control plane
 * @param everything whether all there is was compared, or what came since the time before
 */
public record Compared(String place, boolean everything, Result result) {

  /** Of a comparison, as it is remembered. */
  public sealed interface Result {}

  /**
   * It ran.
   *
   * @param at when it began
   * @param differences of all kinds
   * @param kinds of differences that there were, ascending by their words
   * @param unknown parts that could not be compared, since their store did not answer
   */
  public record Known(Instant at, long differences, List<Differing> kinds, List<String> unknown)
      implements Result {
    public Known {
      Figure.natural(differences);
      kinds = List.copyOf(kinds);
      unknown = List.copyOf(unknown);
    }
  }

  /** It never ran, or nobody can tell: never to be taken for no differences. */
  public record Unknown(String why) implements Result {}

  /**
   * Differences of one kind.
   *
   * @param kind such as {@code leaf-missing}
   */
  public record Differing(String kind, long differences) {
    public Differing {
      if (differences < 1) {
        throw new IllegalArgumentException("a kind without differences");
      }
    }
  }

  /** What was compared, for people. */
  public String scope() {
    return everything ? "everything" : "what was new";
  }

  /** What it came to, for people. */
  public String text() {
    return switch (result) {
      case Unknown(String why) -> "unknown: " + why;
      case Known known -> {
        StringBuilder text = new StringBuilder(known.differences() + " differences");
        known
            .kinds()
            .forEach(
                each ->
                    text.append(", ").append(each.kind()).append(' ').append(each.differences()));
        if (!known.unknown().isEmpty()) {
          text.append("; not known: ").append(String.join(", ", known.unknown()));
        }
        yield text.toString();
      }
    };
  }

  /**
   * @throws WrongProof when the kinds do not add up, or one stands twice
   */
  void demandSum() {
    if (result instanceof Known known) {
      long sum = 0;
      String before = "";
      for (Differing each : known.kinds()) {
        if (each.kind().compareTo(before) <= 0) {
          throw new WrongProof("kinds of differences of " + place + " are not in order");
        }
        before = each.kind();
        sum = Math.addExact(sum, each.differences());
      }
      if (sum != known.differences()) {
        throw new WrongProof("the kinds of differences of " + place + " do not add up");
      }
    }
  }
}
