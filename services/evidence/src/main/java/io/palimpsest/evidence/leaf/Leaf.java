package io.palimpsest.evidence.leaf;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * One entry of the log. Its bytes are canonical JSON (RFC 8785) of strings and integers, keys short
 * because there is one leaf for each call: {@code type}, {@code in} (region), {@code day}, {@code
 * at} (when it was seen or done, in seconds since 1970), and what its kind adds: {@code class} (of
 * data), {@code of} (commitment), {@code by} (policy and its version, after a slash the clause),
 * {@code why}, {@code n} (count), {@code late} (1 or not there). Words are letters, digits and
 * {@code ._:/-}, so no text of a caller or an end user fits into one.
 */
public sealed interface Leaf
    permits BreakGlass,
        ConsentAttested,
        ConsentWithdrawn,
        Disclosed,
        Erased,
        Expired,
        ExportMade,
        Held,
        KeyErased,
        KeyRotated,
        PolicyAccepted,
        Released,
        ReportIssued {

  /** The kind, as the JSON's {@code type}. */
  String type();

  /** Region and day. */
  Place place();

  /** When it was done or seen, to the second. */
  Instant at();

  /** The entry for the log. The same leaf always gives the same bytes. */
  byte[] bytes();

  /**
   * The leaf that an entry holds.
   *
   * @throws Malformed when it is not exactly what {@link #bytes} gives for some leaf
   */
  static Leaf parse(byte[] entry) {
    Leaf leaf;
    try {
      leaf = read(Fields.parse(entry));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Malformed("a leaf with a value that is not allowed");
    }
    if (!Arrays.equals(leaf.bytes(), entry)) {
      throw new Malformed("a leaf with more than its kind has");
    }
    return leaf;
  }

  private static Leaf read(Fields fields) {
    return switch (fields.text("type")) {
      case BreakGlass.TYPE -> BreakGlass.read(fields);
      case ConsentAttested.TYPE -> ConsentAttested.read(fields);
      case ConsentWithdrawn.TYPE -> ConsentWithdrawn.read(fields);
      case Disclosed.TYPE -> Disclosed.read(fields);
      case Erased.TYPE -> Erased.read(fields);
      case Expired.TYPE -> Expired.read(fields);
      case ExportMade.TYPE -> ExportMade.read(fields);
      case Held.TYPE -> Held.read(fields);
      case KeyErased.TYPE -> KeyErased.read(fields);
      case KeyRotated.TYPE -> KeyRotated.read(fields);
      case PolicyAccepted.TYPE -> PolicyAccepted.read(fields);
      case Released.TYPE -> Released.read(fields);
      case ReportIssued.TYPE -> ReportIssued.read(fields);
      default -> throw new Malformed("a leaf of a kind that this version does not know");
    };
  }
}
