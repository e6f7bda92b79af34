package io.palimpsest.stores;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.jdbc.DataSourceResolver;
import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.ToldActs;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.health.StoreProbe;
import io.palimpsest.platform.holds.HoldStore;
import io.palimpsest.platform.keys.ChangingRootKey;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.keys.RootKeyUse;
import io.palimpsest.platform.offboarding.DepartureStore;
import io.palimpsest.platform.offboarding.Tombstones;
import io.palimpsest.platform.oversight.OversightStore;
import io.palimpsest.platform.receipts.ReceiptKeyStore;
import io.palimpsest.platform.reconciliation.ReconciliationStore;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.stores.internal.control.ControlRootKeyUse;
import io.palimpsest.stores.internal.control.KeyGuard;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.SqlReconciliationStore;
import io.palimpsest.stores.internal.sql.SqlToldActs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The control plane's store, open. It lives in a small application context of its own, so that it
 * can be had with or without an application around it; an application registers {@link #store()} as
 * one of its beans.
 */
public final class ControlStores implements AutoCloseable {
  private static final String NAME = "control";

  private static final int CONNECTIONS_OF_EVIDENCE = 3;

  private final ApplicationContext context;
  private final ControlStore store;
  private final ConsentStore consents;
  private final ReceiptKeyStore receiptKeys;
  private final AdminStore admins;
  private final RootKeyFile rootKey;
  private final RightsStore rights;
  private final DatabaseSettings settings;
  private @Nullable ControlBackups backups;
  private @Nullable RegionEvidence evidence;

  private ControlStores(
      ApplicationContext context, RootKeyFile rootKey, DatabaseSettings settings) {
    this.context = context;
    this.settings = settings;
    this.store = context.getBean(ControlStore.class);
    this.consents = context.getBean(ConsentStore.class);
    this.receiptKeys = context.getBean(ReceiptKeyStore.class);
    this.admins = context.getBean(AdminStore.class);
    this.rootKey = rootKey;
    this.rights = context.getBean(RightsStore.class);
  }

  /**
   * Opens the control database: its tables are brought to the newest version. The root key's file
   * is made when neither the file nor a secret in the database is there yet.
   *
   * @throws StoreUnavailable when the database does not answer
   * @throws RootKeyUnusable when the file is not the key of this database
   */
  public static ControlStores open(DatabaseSettings settings, Path rootKeyFile) {
    RootKeyFile rootKey;
    try (Database database = Database.open(NAME, settings, "db/control", 2)) {
      rootKey = new KeyGuard(database).admit(rootKeyFile);
    }
    // The library of the tenant-admin API may be on the same class path; there is no server here.
    Map<String, Object> properties = new HashMap<>(Map.of("micronaut.security.enabled", false));
    Database.pool(NAME, settings, 6)
        .forEach((key, value) -> properties.put("datasources." + NAME + "." + key, value));
    properties.put(
        "datasources." + NAME + ".url", properties.get("datasources." + NAME + ".jdbcUrl"));
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .enableDefaultPropertySources(false)
            .environmentPropertySource(false)
            .banner(false)
            .properties(properties)
            .singletons(rootKey)
            .start();
    try {
      return new ControlStores(context, rootKey, settings);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** The port. */
  public ControlStore store() {
    return store;
  }

  /** The consent histories of the same accounts. */
  public ConsentStore consents() {
    return consents;
  }

  /** The keys that sign receipts. */
  public ReceiptKeyStore receiptKeys() {
    return receiptKeys;
  }

  /** The accounts of tenants' admins. */
  public AdminStore admins() {
    return admins;
  }

  /** The root key, seen to be that of this database. */
  public ChangingRootKey rootKey() {
    return rootKey;
  }

  /** What is under the root key here. */
  public RootKeyUse rootKeyUse() {
    return context.getBean(ControlRootKeyUse.class);
  }

  /** The history of legal holds. */
  public HoldStore holds() {
    return context.getBean(HoldStore.class);
  }

  /** What the operator's people did with tenants' data. */
  public OversightStore oversight() {
    return context.getBean(OversightStore.class);
  }

  /** Who leaves. */
  public DepartureStore departures() {
    return context.getBean(DepartureStore.class);
  }

  /** Who left. */
  public Tombstones tombstones() {
    return context.getBean(Tombstones.class);
  }

  /** Requests of end users. */
  public RightsStore rights() {
    return rights;
  }

  /**
   * The control plane's own part of the evidence, opened by the first to ask.
   *
   * @param objects where its logs are, in a bucket of their own
   */
  public EvidenceCell evidence(ObjectStoreSettings objects) {
    return opened(objects).cell();
  }

  /** What is remembered of comparisons with its logs. */
  public ReconciliationStore reconciliation(ObjectStoreSettings objects) {
    return new SqlReconciliationStore(opened(objects).database(), Region.CONTROL);
  }

  /** The acts that its logs must tell of. */
  public ToldActs toldActs(ObjectStoreSettings objects) {
    return new SqlToldActs(opened(objects).database());
  }

  private synchronized RegionEvidence opened(ObjectStoreSettings objects) {
    RegionEvidence now = evidence;
    if (now == null) {
      now =
          RegionEvidence.open(
              Region.CONTROL,
              ZoneOffset.UTC,
              Database.attach("evidence control", settings, CONNECTIONS_OF_EVIDENCE),
              objects,
              rootKey);
      evidence = now;
    }
    return now;
  }

  /** One probe for the object store of its evidence, once that is open. */
  public synchronized List<StoreProbe> evidenceProbes() {
    RegionEvidence now = evidence;
    return now == null ? List.of() : List.of(now::probe);
  }

  /** The control database, for the clockwork to keep its schedule in. */
  public DataSource schedule() {
    // The bean hands out connections within Micronaut's own transactions only.
    return context
        .getBean(DataSourceResolver.class)
        .resolve(context.getBean(DataSource.class, Qualifiers.byName(NAME)));
  }

  /**
   * The control plane, to be backed up and restored; opened by the first to ask.
   *
   * @param objects where its vault is
   */
  public synchronized ControlBackups backups(ObjectStoreSettings objects, Clock clock) {
    ControlBackups now = backups;
    if (now == null) {
      now = ControlBackups.open(settings, objects, clock);
      backups = now;
    }
    return now;
  }

  /** Asks the database for its epoch. */
  public StoreProbe probe() {
    return () -> {
      try {
        long epoch = store.epoch();
        return new StoreHealth(NAME, true, "answers", Map.of("epoch", epoch));
      } catch (StoreUnavailable e) {
        return new StoreHealth(NAME, false, "does not answer", Map.of());
      }
    };
  }

  @Override
  public synchronized void close() {
    if (backups != null) {
      backups.close();
    }
    if (evidence != null) {
      evidence.closeAll();
    }
    context.close();
  }
}
