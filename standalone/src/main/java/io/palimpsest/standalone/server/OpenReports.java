package io.palimpsest.standalone.server;

import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.reports.ReportRefused;
import io.palimpsest.platform.reports.Reports;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.retention.Chore;
import io.palimpsest.retention.EvidenceLogs;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.stores.ControlStores;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** Retention reports of an installation, beside the servers that work on it. */
public final class OpenReports {
  private OpenReports() {}

  /**
   * Opens every region for one piece of work.
   *
   * @param alone whether no server works on it, so that leaves get their places here
   * @throws UserError when there can be no such report, or the evidence does not answer
   */
  public static <T> T of(
      Installation installation, boolean alone, Clock clock, Function<Reports, T> work) {
    PolicyStore policies = Policies.of(installation);
    try {
      return StoreFailures.told(
          () -> {
            try (ControlStores control =
                ControlStores.open(installation.control(), installation.rootKeyFile())) {
              return StoresBeside.beside(
                  installation,
                  regions -> {
                    Stores stores = new Stores(control, regions);
                    Runnable sequencers =
                        alone ? sequencers(stores, installation, policies, clock) : () -> {};
                    return work.apply(stores.reports(policies, sequencers, clock));
                  });
            }
          });
    } catch (ReportRefused e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private static Runnable sequencers(
      Stores stores, Installation installation, PolicyStore policies, Clock clock) {
    String host =
        installation
            .settings()
            .getOrDefault("palimpsest.evidence.host", EvidenceLogs.DEFAULT_HOST)
            .toString();
    UploadPolicies erasedBy = new UploadPolicies(stores.control(), policies, clock);
    List<EvidenceCell> cells = stores.evidence();
    List<Chore> chores =
        cells.stream().map(cell -> EvidenceLogs.telling(cell, host, erasedBy, clock)).toList();
    return () -> chores.forEach(chore -> chore.work().accept((_, _) -> {}));
  }
}
