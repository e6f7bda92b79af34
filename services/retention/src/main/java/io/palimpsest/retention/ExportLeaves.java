package io.palimpsest.retention;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.ExportMade;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.exports.ExportEvent;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.policy.DataClass;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells a region's evidence log of exports: that one was made, with how many items, and that it was
 * erased. The leaves are bound to the export's id, which is random and serves as the salt too, and
 * as details to who asked for it and for what purpose. Items taken out in between are told by their
 * own leaves.
 */
record ExportLeaves(String region, ZoneId zone, ExportStore exports) {
  private static final String CLASS = LeafWords.of(DataClass.IDENTIFICATION_EXPORT);
  private static final int AT_ONCE = 500;

  /**
   * Tells what was not told yet.
   *
   * @param retention whose erasures are those of a period that is over
   * @return how many leaves
   */
  int tell(String retention) {
    int told = 0;
    List<ExportEvent> untold;
    do {
      untold = exports.untold(AT_ONCE);
      for (ExportEvent each : untold) {
        List<byte[]> leaves = leaves(each, retention);
        exports.tell(each.number(), leaves);
        told += leaves.size();
      }
    } while (untold.size() == AT_ONCE);
    return told;
  }

  private List<byte[]> leaves(ExportEvent event, String retention) {
    Place place = new Place(region, LocalDate.ofInstant(event.at(), zone));
    return switch (event.kind()) {
      case FINISHED ->
          List.of(
              new ExportMade(place, CLASS, event.items(), opening(event).commitment(), event.at())
                  .bytes());
      case ERASED ->
          List.of(
              new Erased(
                      place,
                      CLASS,
                      event.by().id().equals(retention) ? Cause.PERIOD_OVER : Cause.WITHDRAWN,
                      false,
                      opening(event).commitment(),
                      policy(event),
                      event.at())
                  .bytes());
      case REQUESTED, READ, TAKEN_OUT -> List.of();
    };
  }

  private Opening opening(ExportEvent event) {
    Export export = export(event);
    UUID id = export.id().value();
    byte[] salt =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return new Opening(
        salt, id.toString(), Map.of("by", export.by().id(), "purpose", export.purpose().key()));
  }

  private String policy(ExportEvent event) {
    return export(event).policies().stream()
        .map(LeafWords::of)
        .min(Comparator.naturalOrder())
        .orElse("unknown");
  }

  private Export export(ExportEvent event) {
    return exports.find(event.export()).orElseThrow();
  }
}
