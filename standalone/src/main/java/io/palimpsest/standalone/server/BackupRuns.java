package io.palimpsest.standalone.server;

import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.backups.BackupClass;
import io.palimpsest.platform.backups.BackupExpiry;
import io.palimpsest.platform.backups.BackupFolder;
import io.palimpsest.platform.backups.BackupLimits;
import io.palimpsest.platform.backups.BackupRefused;
import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.BackupVault;
import io.palimpsest.platform.backups.Backups;
import io.palimpsest.platform.backups.EvidenceBackup;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import io.palimpsest.retention.BackupKeeper;
import io.palimpsest.retention.RetainedControl;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.stores.ControlBackups;
import io.palimpsest.stores.OpenVault;
import io.palimpsest.stores.RegionStores;
import io.palimpsest.stores.RootKeyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Makes and erases backups of an installation, beside the servers that work on it. */
public final class BackupRuns {
  private final Installation installation;
  private final Clock clock;
  private final BackupLimits limits;

  public BackupRuns(Installation installation, Clock clock) {
    this.installation = installation;
    this.clock = clock;
    this.limits = new BackupLimits(Policies.of(installation));
  }

  /** What was copied of one place. */
  public record Copied(String place, Backups.Made made) {}

  /**
   * Brings a folder's copies of one class up to date.
   *
   * @param region empty for every region, and for the control plane's own log among the evidence
   * @throws UserError when the region is not there, or a store does not answer
   */
  public List<Copied> copy(BackupClass kind, Optional<Region> region, Path to) {
    List<Copied> copied = new ArrayList<>();
    if (kind != BackupClass.CONTROL) {
      copied.addAll(regions(kind, region, to));
    }
    if (kind == BackupClass.CONTROL || kind == BackupClass.EVIDENCE && region.isEmpty()) {
      copied.add(control(kind, to));
    }
    return copied;
  }

  private Copied control(BackupClass kind, Path to) {
    RootKeyFile root = root();
    return told(
        () -> {
          try (BackupFolder folder = BackupFolder.open(to);
              ControlBackups control =
                  ControlBackups.open(
                      installation.control(), installation.regions().getFirst().objects(), clock)) {
            BackupStore store =
                kind == BackupClass.EVIDENCE
                    ? control.places()
                    : control.records(() -> limits.backingUp(DataClass.ACCOUNT));
            return copied(store, control.vault(), control.evidence(root), folder, root);
          }
        });
  }

  private List<Copied> regions(BackupClass kind, Optional<Region> region, Path to) {
    RootKeyFile root = root();
    return told(
        () -> {
          try (BackupFolder folder = BackupFolder.open(to)) {
            return StoresBeside.beside(
                installation,
                open -> {
                  List<Copied> copied = new ArrayList<>();
                  for (RegionStores each : chosen(open, region)) {
                    copied.add(
                        copied(
                            store(each, kind),
                            each.backups().vault(),
                            each.evidence(root),
                            folder,
                            root));
                  }
                  return copied;
                });
          }
        });
  }

  private Copied copied(
      BackupStore store,
      BackupVault vault,
      EvidenceCell evidence,
      BackupFolder folder,
      RootKeyFile root) {
    Backups.Made made =
        new Backups(root, limits, clock).copy(store, vault, folder, () -> checkpoint(evidence));
    if (store.kind() == BackupClass.EVIDENCE) { // after the rows that say how far it is
      EvidenceBackup log = new EvidenceBackup(evidence, folder);
      store.pieces().forEach(piece -> log.copy(piece.day().getYear()));
    }
    return new Copied(store.place(), made);
  }

  /**
   * Erases the copies whose time is over, with their keys.
   *
   * @return what was erased, by region and name
   */
  public Map<String, Map<String, Long>> expire(Path from) {
    RootKeyFile root = root();
    return told(
        () -> {
          BackupFolder.openThatIsThere(from).close();
          return StoresBeside.beside(
              installation,
              open -> {
                Map<String, Map<String, Long>> erased = new TreeMap<>();
                for (RegionStores each : open) {
                  Map<String, Long> counts = new TreeMap<>(Map.of("files", 0L, "keys", 0L));
                  keeper(each, root)
                      .expire(
                          Optional.of(from), (name, count) -> counts.merge(name, count, Long::sum));
                  erased.put(each.cell().region().name(), counts);
                }
                erased.put(RetainedControl.PLACE, ofControl(open.getFirst(), root, from));
                return erased;
              });
        });
  }

  private Map<String, Long> ofControl(RegionStores first, RootKeyFile root, Path from) {
    Map<String, Long> counts = new TreeMap<>(Map.of("files", 0L, "keys", 0L));
    try (OpenVault vault = OpenVault.open(RetainedControl.PLACE, first.objects())) {
      new BackupKeeper(
              RetainedControl.PLACE,
              ZoneOffset.UTC,
              vault,
              new BackupExpiry(limits),
              first.evidence(root).queue(),
              clock)
          .expire(Optional.of(from), (name, count) -> counts.merge(name, count, Long::sum));
    }
    return counts;
  }

  private BackupKeeper keeper(RegionStores region, RootKeyFile root) {
    return new BackupKeeper(
        region.cell().region().name(),
        region.cell().zone(),
        region.backups().vault(),
        new BackupExpiry(limits),
        region.evidence(root).queue(),
        clock);
  }

  private RootKeyFile root() {
    return StoreFailures.told(() -> RootKeyFile.open(installation.rootKeyFile()));
  }

  private static List<RegionStores> chosen(List<RegionStores> open, Optional<Region> region) {
    List<RegionStores> chosen =
        open.stream()
            .filter(each -> region.map(each.cell().region()::equals).orElse(true))
            .toList();
    if (chosen.isEmpty()) {
      throw new UserError("there is no region " + region.orElseThrow());
    }
    return chosen;
  }

  private static BackupStore store(RegionStores region, BackupClass kind) {
    return region.backups().stores().stream()
        .filter(each -> each.kind() == kind)
        .findFirst()
        .orElseThrow(() -> new UserError("there is nothing of " + kind.key() + " in a region"));
  }

  /** The newest there is: of this year's log, else none. */
  private Optional<String> checkpoint(EvidenceCell evidence) {
    int year = LocalDate.ofInstant(clock.instant(), evidence.zone()).getYear();
    return evidence
        .tiles()
        .apply(year)
        .get(TileStore.CHECKPOINT, SignedNote.MAX_LENGTH)
        .map(note -> new String(note, StandardCharsets.UTF_8));
  }

  private static <T> T told(Supplier<T> work) {
    try {
      return StoreFailures.told(work);
    } catch (BackupRefused e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
