package io.palimpsest.standalone.admin;

import io.palimpsest.platform.holds.HeldRegion;
import io.palimpsest.platform.holds.HoldScope;
import io.palimpsest.platform.holds.Holds;
import io.palimpsest.platform.rights.Asker;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Legal holds as an operator works on them.
 *
 * @param regions whose records are counted
 * @param cells each region's identification data, opened only when a hold is about an end user
 */
public record HoldDesk(Holds holds, List<HeldRegion> regions, Supplier<List<SubjectCell>> cells) {

  /** One end user, by the pseudonyms that each region has for them. */
  public HoldScope endUser(TenantId tenant, Asker asker) {
    Map<Region, List<Pseudonym>> names = new TreeMap<>(Comparator.comparing(Region::name));
    for (SubjectCell cell : cells.get()) {
      names.put(
          cell.region(),
          switch (asker) {
            case Asker.ByReference(var reference) -> cell.pseudonyms().of(tenant, reference);
            case Asker.ByDocument(var document) -> cell.pseudonyms().of(tenant, document);
          });
    }
    return new HoldScope.OfEndUser(tenant, names);
  }
}
