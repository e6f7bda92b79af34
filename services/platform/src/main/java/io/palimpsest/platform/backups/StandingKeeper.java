package io.palimpsest.platform.backups;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.tenancy.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps in the vault how every tenant stands, sealed, so that a restored control plane takes away
 * again what was taken away since its copy was made. A tenant's words there are replaced whenever
 * it changes; so they expire with what they tell of.
 */
public final class StandingKeeper {
  private static final String TENANTS = "standing/tenant/";
  private static final String ALL = "standing/all";

  private final ControlStore accounts;
  private final Standing standing;
  private final BackupVault vault;
  private final RootKey root;
  private long seen = -1; // of the running thread

  public StandingKeeper(ControlStore accounts, Standing standing, BackupVault vault, RootKey root) {
    this.accounts = accounts;
    this.standing = standing;
    this.vault = vault;
    this.root = root;
  }

  /**
   * Brings the vault up to the newest change.
   *
   * @return how many tenants were looked at
   * @throws BackupRefused when the database is older than the vault: it was lost and not restored
   * @throws StoreUnavailable when a store does not answer; tried again from the same change on
   */
  public int keep() {
    if (accounts.epoch() == seen) {
      return 0;
    }
    ControlStore.Changes changes = accounts.since(seen);
    vault
        .find(ALL)
        .map(stored -> root.unseal(stored, ALL))
        .filter(standing::isOlderThan)
        .ifPresent(
            _ -> {
              throw new BackupRefused(
                  "the control database is older than its vault; restore it before it is used");
            });
    vault.put(ALL, root.seal(standing.ofAll(), ALL));
    List<TenantId> tenants = standing.tenants();
    int looked = 0;
    for (TenantId each : tenants) {
      if (seen < 0 || changes.tenants().map(some -> some.contains(each)).orElse(true)) {
        vault.put(name(each), root.seal(standing.of(each), name(each)));
        looked++;
      }
    }
    if (seen < 0 || changes.tenants().isEmpty()) {
      forgetAllBut(tenants);
    } else {
      changes.tenants().get().stream()
          .filter(each -> !tenants.contains(each))
          .forEach(each -> vault.erase(name(each)));
    }
    seen = changes.epoch();
    return looked;
  }

  /**
   * Takes away again, in a control database that was restored, what the vault tells of.
   *
   * @return tenants that were switched off since the vault does not know them
   * @throws BackupRefused when the vault knows nothing: then nobody can say what was taken away
   */
  public List<TenantId> apply() {
    byte[] all =
        vault
            .find(ALL)
            .map(stored -> root.unseal(stored, ALL))
            .orElseThrow(
                () ->
                    new BackupRefused(
                        "the vault does not tell what was taken away since; a copy of the control"
                            + " plane without it would give it back"));
    List<TenantId> known = new ArrayList<>();
    List<byte[]> tenants = new ArrayList<>();
    for (String name : vault.names(TENANTS)) {
      vault
          .find(name)
          .ifPresent(
              stored -> {
                known.add(new TenantId(name.substring(TENANTS.length())));
                tenants.add(root.unseal(stored, name));
              });
    }
    standing.apply(all, tenants);
    return standing.disableAllBut(known);
  }

  /** A tenant that left stands under another name, and its old one must lead to nobody. */
  private void forgetAllBut(List<TenantId> tenants) {
    Set<String> there = new HashSet<>(tenants.stream().map(StandingKeeper::name).toList());
    vault.names(TENANTS).stream().filter(each -> !there.contains(each)).forEach(vault::erase);
  }

  private static String name(TenantId tenant) {
    return TENANTS + tenant;
  }
}
