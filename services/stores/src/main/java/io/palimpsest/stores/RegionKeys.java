package io.palimpsest.stores;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.KeyStore;
import io.palimpsest.platform.keys.RegionKeyUse;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.keys.RootKeyUse;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.SqlEvidenceKeys;
import io.palimpsest.stores.internal.subjects.SqlKeyStore;
import java.util.List;

/** One region's wrapped keys, open beside whatever server works on them. */
public final class RegionKeys implements AutoCloseable {
  private final Region region;
  private final Database database;

  private RegionKeys(Region region, Database database) {
    this.region = region;
    this.database = database;
  }

  /**
   * Opens them.
   *
   * @throws StoreUnavailable when the database does not answer
   */
  public static RegionKeys open(Region region, DatabaseSettings settings) {
    return new RegionKeys(region, Database.open("keys " + region, settings, "db/region", 2));
  }

  /** The port. */
  public KeyStore store() {
    return new SqlKeyStore(database);
  }

  /** What is under the root key here. */
  public List<RootKeyUse> rootKeyUses(RootKey root) {
    return List.of(new RegionKeyUse(region, store(), root), new SqlEvidenceKeys(database, root));
  }

  @Override
  public void close() {
    database.close();
  }
}
