package io.palimpsest.standalone.server;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.debugcopies.DebugCopies;
import io.palimpsest.platform.evidence.CallEvidence;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.exports.Exports;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.lookup.CallLookup;
import io.palimpsest.platform.lookup.CallStores;
import io.palimpsest.platform.oversight.Oversight;
import io.palimpsest.platform.rights.EndUserRights;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.retention.RetentionSettings;
import io.palimpsest.retention.reconciliation.Reconciliation;
import io.palimpsest.standalone.admin.HoldDesk;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.standalone.launch.RehearsalClock;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.stores.RegionStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The stores of an installation, opened for one piece of work beside the servers that work on them,
 * whether or not all of them answer.
 */
public final class StoresBeside {
  /** For whoever stands beside the servers and does not know their deadlines. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

  private StoresBeside() {}

  /**
   * Looks at one region beside the server that works on it, whether or not its stores answer. Log
   * entries that wait in the server's spool are not seen.
   */
  public static <T> T look(RegionConfig region, Function<Cell, T> at) {
    return beside(region, stores -> at.apply(stores.cell()));
  }

  /**
   * Looks calls up in the same way.
   *
   * @param rootKey empty when it cannot be had; then what is under it is unknown
   */
  public static <T> T lookUp(
      RegionConfig region, Optional<? extends RootKey> rootKey, Function<CallLookup, T> calls) {
    return beside(
        region,
        stores ->
            calls.apply(
                new CallLookup(
                    new CallStores(
                        stores.cell(),
                        () -> stores.subjects(had(rootKey)),
                        stores::holds,
                        () -> new CallEvidence(stores.evidence(had(rootKey)))))));
  }

  /** Looks at one region's evidence beside its calls, in the same way. */
  public static <T> T evidence(
      RegionConfig region, RootKey rootKey, BiFunction<Cell, EvidenceCell, T> at) {
    return beside(region, stores -> at.apply(stores.cell(), stores.evidence(rootKey)));
  }

  /**
   * Opens every region beside the servers that work on it, for one request of an end user.
   *
   * @param control of the same installation
   */
  public static <T> T rights(
      Installation installation, ControlStores control, Function<EndUserRights, T> work) {
    PolicyStore policies = Policies.of(installation);
    return beside(
        installation,
        open ->
            work.apply(new Stores(control, open).rights(policies, RehearsalClock.ofThisProcess())));
  }

  /**
   * Opens every region beside the servers that work on it, for exports of identification data.
   *
   * @param control of the same installation
   */
  public static <T> T exports(
      Installation installation, ControlStores control, Function<Exports, T> work) {
    PolicyStore policies = Policies.of(installation);
    return beside(
        installation,
        open ->
            work.apply(
                new Stores(control, open).exports(policies, RehearsalClock.ofThisProcess())));
  }

  /**
   * Opens every region beside the servers that work on it, for the operator's own looks.
   *
   * @param control of the same installation
   */
  public static <T> T oversight(
      Installation installation, ControlStores control, Function<Oversight, T> work) {
    return beside(
        installation,
        open -> work.apply(new Stores(control, open).oversight(RehearsalClock.ofThisProcess())));
  }

  /**
   * Opens every region beside the servers that work on it, for debug copies.
   *
   * @param control of the same installation
   */
  public static <T> T debugCopies(
      Installation installation,
      ControlStores control,
      BiFunction<DebugCopies, Oversight, T> work) {
    PolicyStore policies = Policies.of(installation);
    return beside(
        installation,
        open -> {
          Stores all = new Stores(control, open);
          return work.apply(
              all.debugCopies(policies, RehearsalClock.ofThisProcess()),
              all.oversight(RehearsalClock.ofThisProcess()));
        });
  }

  /**
   * Opens every region beside the servers that work on it, for legal holds.
   *
   * @param control of the same installation
   */
  public static <T> T holds(
      Installation installation, ControlStores control, Function<HoldDesk, T> work) {
    return beside(
        installation,
        open -> {
          Stores all = new Stores(control, open);
          return work.apply(
              new HoldDesk(
                  all.holds(RehearsalClock.ofThisProcess()), all.heldRegions(), all::subjects));
        });
  }

  /**
   * Opens every region beside the servers that work on it, for comparing what it and the control
   * plane hold.
   *
   * @param control of the same installation
   */
  public static <T> T reconciliations(
      Installation installation,
      ControlStores control,
      Function<Map<Region, Reconciliation>, T> work) {
    PolicyStore policies = Policies.of(installation);
    return beside(
        installation,
        open -> {
          Stores all = new Stores(control, open);
          Map<Region, Reconciliation> each = new LinkedHashMap<>();
          for (RegionStores region : open) {
            each.put(
                region.cell().region(),
                all.reconciliation(
                    region,
                    policies,
                    LONGEST_CALL,
                    RetentionSettings.DEFAULTS,
                    RehearsalClock.ofThisProcess()));
          }
          each.put(
              Region.CONTROL,
              all.controlReconciliation(
                  policies, RetentionSettings.DEFAULTS, RehearsalClock.ofThisProcess()));
          return work.apply(each);
        });
  }

  /** Opens every region beside the servers that work on it, whether or not its stores answer. */
  static <T> T beside(Installation installation, Function<List<RegionStores>, T> work) {
    List<RegionStores> open = new ArrayList<>();
    Path spool = Stores.temporary();
    try {
      for (RegionConfig region : installation.regions()) {
        open.add(
            RegionStores.attach(
                Stores.settings(region, Set.of(), spool.resolve(region.region().name())),
                RehearsalClock.ofThisProcess()));
      }
      return work.apply(List.copyOf(open));
    } finally {
      open.forEach(RegionStores::close);
      spool.toFile().delete();
    }
  }

  private static <T> T beside(RegionConfig region, Function<RegionStores, T> work) {
    Path spool = Stores.temporary();
    try (RegionStores stores =
        RegionStores.attach(
            Stores.settings(region, Set.of(), spool), RehearsalClock.ofThisProcess())) {
      return work.apply(stores);
    } finally {
      spool.toFile().delete();
    }
  }

  private static RootKey had(Optional<? extends RootKey> rootKey) {
    return rootKey.orElseThrow(() -> new RootKeyUnusable("it cannot be had now"));
  }
}
