package io.palimpsest.standalone.server;

import io.palimpsest.platform.backups.BackupFolder;
import io.palimpsest.platform.backups.BackupLimits;
import io.palimpsest.platform.backups.BackupRefused;
import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.EvidenceBackup;
import io.palimpsest.platform.backups.EvidencePlaces;
import io.palimpsest.platform.backups.Piece;
import io.palimpsest.platform.backups.Restore;
import io.palimpsest.platform.backups.StandingKeeper;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.retention.RetainedControl;
import io.palimpsest.retention.RetainedRegion;
import io.palimpsest.retention.ShortenedKeeper;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.stores.ControlBackups;
import io.palimpsest.stores.RegionBackups;
import io.palimpsest.stores.RegionStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts backups back into an installation that serves nothing: the control plane first, since it
 * knows what was erased, then region by region.
 */
public final class RestoreRuns {
  private final Installation installation;
  private final Clock clock;
  private final PolicyStore policies;
  private final BackupLimits limits;

  public RestoreRuns(Installation installation, Clock clock) {
    this.installation = installation;
    this.clock = clock;
    this.policies = Policies.of(installation);
    this.limits = new BackupLimits(policies);
  }

  /**
   * What came of one place.
   *
   * @param disabled tenants that were switched off, since nobody knows how they stand
   */
  public record Line(String place, Restore.Restored restored, List<TenantId> disabled) {}

  /**
   * Restores.
   *
   * @param region that alone; empty for the control plane and every region
   * @throws UserError when something serves, or anything is wrong with the copies
   */
  public List<Line> restore(Path from, Optional<Region> region) {
    try (BackupFolder folder = BackupFolder.openThatIsThere(from)) {
      return StoreFailures.told(
          () ->
              Stores.unserved(
                  installation, policies.get(), clock, open -> restore(open, folder, region)));
    } catch (BackupRefused e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private List<Line> restore(Stores open, BackupFolder folder, Optional<Region> region) {
    RootKey root = open.controlStores().rootKey();
    ControlBackups control = open.controlBackups(clock);
    if (control.isServed()) {
      throw new BackupRefused(
          "a server works on this installation, or did within the last minute; stop it first");
    }
    List<Line> lines = new ArrayList<>();
    boolean hasControl = folder.places().contains(RetainedControl.PLACE);
    if (region.isEmpty() && hasControl) {
      lines.add(control(open, control, folder, root));
    }
    if (open.control().tenants().isEmpty()) {
      throw new BackupRefused(
          "the control plane is empty, and with it nobody knows what was erased; restore it first");
    }
    open.holds(clock).spread(); // what the law keeps is known before anything is erased
    for (int i = 0; i < open.regions().size(); i++) {
      RegionStores each = open.regions().get(i);
      if (region.map(each.cell().region()::equals).orElse(true)) {
        lines.add(region(open, each, folder, root));
      }
    }
    if (lines.isEmpty()) {
      throw new UserError("there is no region " + region.orElseThrow());
    }
    return lines;
  }

  private Line control(Stores open, ControlBackups control, BackupFolder folder, RootKey root) {
    BackupStore records = control.records(() -> limits.backingUp(DataClass.ACCOUNT));
    EvidencePlaces places = control.places();
    EvidenceBackup log = new EvidenceBackup(control.evidence(root), folder);
    years(places).forEach(log::check);
    List<TenantId> disabled = new ArrayList<>();
    Restore.Restored restored =
        new Restore(root, limits, folder, clock)
            .run(
                List.of(records, places),
                control.vault(),
                control.mark(),
                () -> {
                  putBack(log, places);
                  disabled.addAll(
                      new StandingKeeper(open.control(), control.standing(), control.vault(), root)
                          .apply());
                  open.proofs(policies, clock).expire();
                });
    return new Line(records.place(), restored, disabled);
  }

  private Line region(Stores open, RegionStores region, BackupFolder folder, RootKey root) {
    RegionBackups backups = region.backups();
    EvidenceCell evidence = region.evidence(root);
    EvidenceBackup log = new EvidenceBackup(evidence, folder);
    years(backups.places()).forEach(log::check);
    Restore.Restored restored =
        new Restore(root, limits, folder, clock)
            .run(
                backups.stores(),
                backups.vault(),
                backups.mark(),
                () -> {
                  putBack(log, backups.places());
                  new ShortenedKeeper(open.control(), policies, clock)
                      .keep(retained(region), (_, _) -> {});
                });
    return new Line(region.cell().region().name(), restored, List.of());
  }

  private static RetainedRegion retained(RegionStores region) {
    return new RetainedRegion(region.cell(), region.partitions(), region.logIndexes())
        .heldBy(region.holds())
        .telling(region.leavingDays());
  }

  private static void putBack(EvidenceBackup log, EvidencePlaces places) {
    kept(places).forEach(year -> log.restore(year, places));
  }

  private static List<Integer> kept(EvidencePlaces places) {
    return places.pieces().stream().map(Piece::day).map(LocalDate::getYear).toList();
  }

  /** The logs whose rows are there, and those of now. */
  private Set<Integer> years(EvidencePlaces places) {
    Set<Integer> years = new LinkedHashSet<>(kept(places));
    int now = LocalDate.ofInstant(clock.instant(), places.zone()).getYear();
    years.add(now - 1);
    years.add(now);
    return years;
  }
}
