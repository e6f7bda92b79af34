package io.palimpsest.stores;

import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.reports.ReportStore;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.objects.S3ReportStore;
import io.palimpsest.stores.internal.objects.S3TileStore;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.SqlEvidenceKeys;
import io.palimpsest.stores.internal.sql.SqlEvidenceQueue;
import java.time.ZoneId;
import java.util.OptionalInt;

/**
 * The evidence of one region or of the control plane, open: its queue and keys in MySQL, its logs
 * in a bucket of their own.
 */
final class RegionEvidence implements AutoCloseable {
  private final Database database;
  private final S3Objects tiles;
  private final EvidenceCell cell;
  private final ReportStore reports;

  private RegionEvidence(Database database, S3Objects tiles, EvidenceCell cell) {
    this.database = database;
    this.tiles = tiles;
    this.cell = cell;
    this.reports = new S3ReportStore(tiles);
  }

  /** Opens it; the object store may still be away. */
  static RegionEvidence open(
      Region region, ZoneId zone, Database database, ObjectStoreSettings objects, RootKey root) {
    S3Objects tiles =
        S3Objects.attach(
            "evidence " + region, "palimpsest-evidence-" + region, OptionalInt.empty(), objects);
    tiles.prepare();
    return new RegionEvidence(
        database,
        tiles,
        new EvidenceCell(
            region,
            zone,
            new SqlEvidenceQueue(database, zone),
            new SqlEvidenceKeys(database, root),
            year -> new S3TileStore(tiles, Integer.toString(year))));
  }

  EvidenceCell cell() {
    return cell;
  }

  Database database() {
    return database;
  }

  /** Reports are kept beside the logs that they count. */
  ReportStore reports() {
    return reports;
  }

  StoreHealth probe() {
    return tiles.probe();
  }

  /** Leaves the database alone, which is the region's. */
  @Override
  public void close() {
    tiles.close();
  }

  /** Closes the database too, which is nobody else's. */
  void closeAll() {
    tiles.close();
    database.close();
  }
}
