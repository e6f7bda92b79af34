package io.palimpsest.platform.holds;

import io.palimpsest.evidence.json.CanonicalJson;
import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.Held;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.leaf.Released;
import io.palimpsest.platform.evidence.LeafWords;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The leaves that tell of a hold in a region's evidence log: one for each class. They are bound to
 * the hold's id, and as details to who ordered it, why and on what basis; none of this stands in
 * them. The id is random and serves as the salt too.
 */
final class HoldLeaves {
  /** The clause that allows a hold, and it alone. */
  private static final String CLAUSE = "D5";

  private final HeldRegion region;

  HoldLeaves(HeldRegion region) {
    this.region = region;
  }

  /**
   * The leaves of one act.
   *
   * @param hold that it is about
   */
  List<byte[]> of(HoldAct act, Hold hold) {
    Place place = new Place(region.region().name(), LocalDate.ofInstant(act.at(), region.zone()));
    Commitment to = commitment(hold);
    return hold.classes().stream()
        .sorted()
        .map(LeafWords::of)
        .map(
            name ->
                switch (act) {
                  case HoldAct.Placed _ ->
                      new Held(
                              place,
                              name,
                              to,
                              CLAUSE,
                              Optional.of(LocalDate.ofInstant(hold.until(), region.zone())),
                              act.at())
                          .bytes();
                  case HoldAct.Released _ ->
                      new Released(place, name, to, "released", act.at()).bytes();
                  case HoldAct.Lapsed _ ->
                      new Released(place, name, to, "time-is-up", act.at()).bytes();
                })
        .toList();
  }

  static Commitment commitment(Hold hold) {
    return Commitment.to(
        UUID.fromString(hold.id()),
        CanonicalJson.write(
            Map.of(
                "by", hold.placedBy(),
                "reason", hold.reason(),
                "basis", hold.basis(),
                "scope", hold.scope().text())));
  }
}
