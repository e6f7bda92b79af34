package io.palimpsest.platform.oversight;

import io.palimpsest.evidence.json.CanonicalJson;
import io.palimpsest.evidence.leaf.BreakGlass;
import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.Disclosed;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.Place;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/**
 * The leaves of such acts, for the control plane's log, whose days are those of UTC. They are bound
 * to the act's id, and as details to tenant, person and reason; the id is random and serves as the
 * salt too.
 */
final class OversightLeaves {
  private OversightLeaves() {}

  static Leaf of(OversightAct act) {
    Place place = new Place(act.region().name(), LocalDate.ofInstant(act.at(), ZoneOffset.UTC));
    return switch (act) {
      case OversightAct.Look look ->
          new BreakGlass(
              place, "operator-look", commitment(act, look.callId().toString()), act.at());
      case OversightAct.Disclosure given ->
          new Disclosed(
              place,
              given.dataClass().key(),
              given.basis(),
              given.count(),
              commitment(act, given.authority()),
              act.at());
    };
  }

  /**
   * @param what the call that was looked at, or the authority
   */
  private static Commitment commitment(OversightAct act, String what) {
    return Commitment.to(
        UUID.fromString(act.id()),
        CanonicalJson.write(
            Map.of(
                "tenant", act.tenant().value(),
                "by", act.by().id(),
                "as", act.by().capacity(),
                "reason", act.reason(),
                "what", what)));
  }
}
