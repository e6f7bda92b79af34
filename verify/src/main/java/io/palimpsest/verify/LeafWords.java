package io.palimpsest.verify;

import io.palimpsest.evidence.leaf.BreakGlass;
import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.ConsentAttested;
import io.palimpsest.evidence.leaf.ConsentWithdrawn;
import io.palimpsest.evidence.leaf.Disclosed;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Expired;
import io.palimpsest.evidence.leaf.ExportMade;
import io.palimpsest.evidence.leaf.Held;
import io.palimpsest.evidence.leaf.KeyErased;
import io.palimpsest.evidence.leaf.KeyRotated;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.PolicyAccepted;
import io.palimpsest.evidence.leaf.Released;
import io.palimpsest.evidence.leaf.ReportIssued;
import java.util.Optional;

/** What a leaf says, in a sentence. */
final class LeafWords {
  private LeafWords() {}

  static String of(Leaf leaf) {
    return what(leaf)
        + "; "
        + leaf.place().region()
        + ", of "
        + leaf.place().day()
        + ", seen or done at "
        + leaf.at();
  }

  private static String what(Leaf leaf) {
    return switch (leaf) {
      case Erased l ->
          l.dataClass() + " erased, " + why(l.cause()) + late(l.late()) + ", under " + l.policy();
      case Expired l ->
          l.dataClass()
              + " of the whole day erased after "
              + l.period()
              + ": "
              + l.count()
              + " items"
              + late(l.late())
              + ", under "
              + l.policy();
      case KeyErased l ->
          "key "
              + l.keyId()
              + " ("
              + l.algorithm()
              + ") in "
              + l.keyStore()
              + " destroyed by "
              + l.method();
      case Held l ->
          l.dataClass()
              + " held under "
              + l.basis()
              + l.until().map(day -> " until " + day).orElse("");
      case Released l -> "hold of " + l.dataClass() + " ended: " + l.basis();
      case ConsentAttested l -> "consent attested to " + l.use() + ", under " + l.policy();
      case ConsentWithdrawn l -> "consent withdrawn from " + l.use() + ", under " + l.policy();
      case PolicyAccepted l -> "policy accepted: " + l.policy();
      case BreakGlass l -> "emergency right used: " + l.reason();
      case Disclosed l ->
          l.count() + " items of " + l.dataClass() + " disclosed under " + l.basis();
      case ReportIssued l ->
          l.kind() + " report from " + l.from() + " to " + l.to() + ", SHA-256 " + l.digest();
      case KeyRotated l -> "the log's next key is " + l.next();
      case ExportMade l -> l.count() + " items of " + l.dataClass() + " exported";
    };
  }

  /** What a leaf is about without telling it; empty for those that are about nobody. */
  static Optional<Commitment> commitment(Leaf leaf) {
    return switch (leaf) {
      case Erased l -> Optional.of(l.of());
      case Held l -> Optional.of(l.of());
      case Released l -> Optional.of(l.of());
      case ConsentAttested l -> Optional.of(l.of());
      case ConsentWithdrawn l -> Optional.of(l.of());
      case PolicyAccepted l -> Optional.of(l.of());
      case BreakGlass l -> Optional.of(l.of());
      case Disclosed l -> Optional.of(l.of());
      case ExportMade l -> Optional.of(l.of());
      case Expired l -> Optional.empty();
      case KeyErased l -> Optional.empty();
      case ReportIssued l -> Optional.empty();
      case KeyRotated l -> Optional.empty();
    };
  }

  private static String why(Cause cause) {
    return switch (cause) {
      case COMPLETED -> "its call was over";
      case PERIOD_OVER -> "its period was over";
      case WITHDRAWN -> "consent was withdrawn or erasure asked for";
      case OFF_BOARDED -> "its tenant left";
      case LAW -> "a law demanded it";
    };
  }

  private static String late(boolean late) {
    return late ? " (LATE: after its day)" : "";
  }
}
