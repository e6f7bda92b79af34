package io.palimpsest.stores;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.exports.ExportCell;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.keys.KeyRing;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.subjects.Pseudonyms;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.stores.internal.debugcopies.DebugCopyComparison;
import io.palimpsest.stores.internal.debugcopies.SqlDebugCopyStore;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.subjects.ExportFiller;
import io.palimpsest.stores.internal.subjects.Notices;
import io.palimpsest.stores.internal.subjects.ObjectComparison;
import io.palimpsest.stores.internal.subjects.SqlExportStore;
import io.palimpsest.stores.internal.subjects.SqlIdentificationErasure;
import io.palimpsest.stores.internal.subjects.SqlIdentificationInventory;
import io.palimpsest.stores.internal.subjects.SqlIdentificationStore;
import io.palimpsest.stores.internal.subjects.SqlKeyStore;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;

/**
 * One region's identification data and debug copies, open: rows, photos, exports, copies and keys.
 */
final class RegionSubjects implements AutoCloseable {
  private final S3Objects photos;
  private final S3Objects exported;
  private final S3Objects copies;
  private final KeyRing keys;
  private final ExportCell cell;
  private final List<Comparison> comparisons;

  private RegionSubjects(
      S3Objects photos,
      S3Objects exported,
      S3Objects copies,
      KeyRing keys,
      ExportCell cell,
      List<Comparison> comparisons) {
    this.photos = photos;
    this.exported = exported;
    this.copies = copies;
    this.keys = keys;
    this.cell = cell;
    this.comparisons = List.copyOf(comparisons);
  }

  /**
   * Opens them; the object store may still be away.
   *
   * @throws StoreUnavailable when the database does not answer
   * @throws RootKeyUnusable when the region's keys are under another root key
   */
  static RegionSubjects open(
      Region region,
      ZoneId zone,
      Database database,
      ObjectStoreSettings objects,
      RootKey root,
      Clock clock) {
    KeyRing keys = KeyRing.open(region, root, new SqlKeyStore(database), clock);
    Notices notices = new Notices(region, zone, clock);
    S3Objects photos = bucket("photos " + region, "palimpsest-identification-" + region, objects);
    S3Objects exported = bucket("exports " + region, "palimpsest-exports-" + region, objects);
    S3Objects copies = bucket("debug copies " + region, "palimpsest-debug-" + region, objects);
    SubjectCell subjects =
        new SubjectCell(
                region,
                zone,
                new Pseudonyms(keys),
                new SqlIdentificationStore(database, photos, exported, keys, notices),
                new SqlIdentificationErasure(database, photos, exported, keys, notices),
                new SqlIdentificationInventory(database, keys))
            .with(new SqlDebugCopyStore(database, copies, keys, notices));
    ExportFiller filler = new ExportFiller(database, photos, exported, keys, zone);
    return new RegionSubjects(
        photos,
        exported,
        copies,
        keys,
        new ExportCell(subjects, new SqlExportStore(database, exported, keys, filler, notices)),
        List.of(
            new ObjectComparison(database, photos, exported),
            new DebugCopyComparison(database, copies)));
  }

  private static S3Objects bucket(String name, String bucket, ObjectStoreSettings settings) {
    S3Objects opened = S3Objects.attach(name, bucket, OptionalInt.empty(), settings);
    opened.prepare();
    return opened;
  }

  SubjectCell cell() {
    return cell.subjects();
  }

  ExportCell exports() {
    return cell;
  }

  /** What of the objects should not be there, or should. */
  List<Comparison> comparisons() {
    return comparisons;
  }

  StoreHealth probe() {
    return photos.probe();
  }

  @Override
  public void close() {
    keys.close();
    photos.close();
    exported.close();
    copies.close();
  }
}
