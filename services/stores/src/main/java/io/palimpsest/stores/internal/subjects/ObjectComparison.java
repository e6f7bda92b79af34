package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.OrphanObject;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import java.util.function.Consumer;

/** Photos that no item has, and objects that no export lists. */
public final class ObjectComparison implements Comparison {
  private final PhotoErasure photos;
  private final ExportObjects exported;

  public ObjectComparison(Database database, S3Objects photos, S3Objects exported) {
    this.photos = new PhotoErasure(database, photos);
    this.exported = new ExportObjects(database, exported);
  }

  @Override
  public String part() {
    return "photos-and-exports";
  }

  @Override
  public String store() {
    return "object store";
  }

  @Override
  public void find(Bounds bounds, Consumer<Difference> found) {
    photos.strangers(
        bounds.sweptBefore(), name -> found.accept(new OrphanObject("identification", name)));
    exported.strangers(
        bounds.sweptBefore(), name -> found.accept(new OrphanObject("exports", name)));
  }
}
