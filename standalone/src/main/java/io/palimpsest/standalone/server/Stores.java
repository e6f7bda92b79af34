package io.palimpsest.standalone.server;

import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.health.StoreProbe;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.retention.RetainedRegion;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.Shutdown;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.stores.LogStoreSettings;
import io.palimpsest.stores.RegionStoreSettings;
import io.palimpsest.stores.RegionStores;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The stores of an installation, open. */
record Stores(ControlStores controlStores, List<RegionStores> regions) {

  /** Opens the control plane and every region. */
  static Stores open(
      Installation installation,
      PolicyModule policy,
      DataFolder folder,
      Clock clock,
      Shutdown shutdown) {
    ControlStores control =
        shutdown.add(
            "control store",
            ControlStores.open(installation.control(), installation.rootKeyFile()));
    List<RegionStores> regions = new ArrayList<>();
    for (RegionConfig region : installation.regions()) {
      RegionStores stores = RegionStores.open(settings(region, policy, folder), clock);
      regions.add(shutdown.add("stores of " + region.region(), stores));
    }
    return new Stores(control, List.copyOf(regions));
  }

  private static RegionStoreSettings settings(
      RegionConfig region, PolicyModule policy, DataFolder folder) {
    return new RegionStoreSettings(
        region.region(),
        region.zone(),
        policy.retention(DataClass.MONITORING),
        policy.retention(DataClass.OPERATION_LOG),
        region.database(),
        region.objects(),
        new LogStoreSettings(
            region.log(),
            region.authorization(),
            folder.root().resolve("spool").resolve(region.region().name()),
            LogStoreSettings.DEFAULT_SPOOL_BYTES));
  }

  ControlStore control() {
    return controlStores.store();
  }

  Cells cells() {
    return new Cells(regions.stream().map(RegionStores::cell).toList());
  }

  List<RetainedRegion> retained() {
    return regions.stream()
        .map(region -> new RetainedRegion(region.cell(), region.partitions(), region.logIndexes()))
        .toList();
  }

  List<StoreProbe> probes() {
    List<StoreProbe> probes = new ArrayList<>();
    probes.add(controlStores.probe());
    regions.forEach(region -> probes.addAll(region.probes()));
    return probes;
  }
}
