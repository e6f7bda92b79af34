package io.palimpsest.evidence.report;

import io.palimpsest.evidence.leaf.Place;
import java.util.Collection;
import java.util.List;

/**
 * What the logs tell beside erasures, as numbers of leaves. What only the control plane's log tells
 * of is unknown where that log is not in the report.
 *
 * @param holdsPlaced legal holds, one for each class of data that they keep
 * @param holdsReleased the same, ended
 * @param exports copies that were handed to their tenants
 * @param keysErased keys that were destroyed
 * @param keysRotated logs whose next key was named
 * @param reports that were issued
 * @param attested consents
 * @param withdrawn consents
 * @param accepted policies, by a tenant each
 * @param disclosures to who may demand them by law
 * @param emergencies in which a right for emergencies was used
 */
public record Acts(
    long holdsPlaced,
    long holdsReleased,
    long exports,
    long keysErased,
    long keysRotated,
    long reports,
    Figure attested,
    Figure withdrawn,
    Figure accepted,
    Figure disclosures,
    Figure emergencies) {

  /** Counts what these logs took. */
  public static Acts of(Collection<LogPart> logs) {
    LeafCounts all = new LeafCounts();
    logs.forEach(log -> log.counted().forEach(all::add));
    boolean whole = logs.stream().anyMatch(log -> log.place().equals(Place.CONTROL));
    return new Acts(
        all.leaves("held"),
        all.leaves("released"),
        all.leaves("export"),
        all.leaves("key-erased"),
        all.leaves("key-rotated"),
        all.leaves("report"),
        figure(whole, all, "consent-attested"),
        figure(whole, all, "consent-withdrawn"),
        figure(whole, all, "policy-accepted"),
        figure(whole, all, "disclosed"),
        figure(whole, all, "break-glass"));
  }

  private static Figure figure(boolean whole, LeafCounts all, String type) {
    return whole
        ? new Figure.Known(all.leaves(type))
        : new Figure.Unknown("the control plane's log is not in this report");
  }

  /** All of them with their names: for tables. */
  public List<Named> named() {
    return List.of(
        new Named("legal holds placed", new Figure.Known(holdsPlaced)),
        new Named("legal holds released", new Figure.Known(holdsReleased)),
        new Named("consents attested", attested),
        new Named("consents withdrawn", withdrawn),
        new Named("policies accepted", accepted),
        new Named("disclosures demanded by law", disclosures),
        new Named("emergency rights used", emergencies),
        new Named("exports handed out", new Figure.Known(exports)),
        new Named("keys destroyed", new Figure.Known(keysErased)),
        new Named("log keys rotated", new Figure.Known(keysRotated)),
        new Named("reports issued", new Figure.Known(reports)));
  }

  /** A number and what it counts. */
  public record Named(String name, Figure figure) {}
}
