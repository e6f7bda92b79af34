package io.palimpsest.standalone.admin;

import io.palimpsest.platform.backups.VaultKeyUse;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.ChangingRootKey;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.keys.RootKeyUse;
import io.palimpsest.retention.RetainedControl;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.stores.OpenVault;
import io.palimpsest.stores.RegionKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An installation's root key and every place that holds something under it, open. */
public final class OpenKeys {
  private final ControlStores control;
  private final Map<String, RegionKeys> regions = new LinkedHashMap<>();
  private final Map<String, OpenVault> vaults = new LinkedHashMap<>();

  private OpenKeys(ControlStores control) {
    this.control = control;
  }

  /** Opens all of them for one piece of work. */
  public static <T> T with(Installation installation, Function<OpenKeys, T> work) {
    try (ControlStores control =
        ControlStores.open(installation.control(), installation.rootKeyFile())) {
      OpenKeys keys = new OpenKeys(control);
      try {
        for (RegionConfig region : installation.regions()) {
          keys.regions.put(
              region.region().name(), RegionKeys.open(region.region(), region.database()));
          keys.vaults.put(
              region.region().name(), OpenVault.open(region.region().name(), region.objects()));
        }
        keys.vaults.put(
            RetainedControl.PLACE,
            OpenVault.open(RetainedControl.PLACE, installation.regions().getFirst().objects()));
        return work.apply(keys);
      } finally {
        keys.regions.values().forEach(RegionKeys::close);
        keys.vaults.values().forEach(OpenVault::close);
      }
    } catch (RootKeyUnusable e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    } catch (StoreUnavailable e) {
      throw new UserError("a store does not answer: " + e.getMessage(), e);
    }
  }

  public ChangingRootKey root() {
    return control.rootKey();
  }

  /** The control plane and each region. */
  public List<RootKeyUse> uses() {
    List<RootKeyUse> uses = new ArrayList<>(List.of(control.rootKeyUse()));
    regions.values().forEach(region -> uses.addAll(region.rootKeyUses(control.rootKey())));
    vaults.forEach((place, opened) -> uses.add(new VaultKeyUse(place, opened, control.rootKey())));
    return uses;
  }

  /** The days that have a key, ascending; empty for what is no region. */
  public Optional<List<String>> days(String place) {
    return Optional.ofNullable(regions.get(place))
        .map(
            region ->
                region.store().names("day/").stream()
                    .map(name -> name.substring("day/".length()))
                    .toList());
  }
}
