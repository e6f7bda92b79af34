package io.palimpsest.platform.testkit;

import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Photo;
import io.palimpsest.platform.subjects.Storing;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import java.util.List;
import java.util.Optional;

/** Items put into a store, for its contracts. */
final class StoredItems {
  private StoredItems() {}

  static Subject store(
      SubjectCell cell,
      TenantId tenant,
      EndUserReference reference,
      Identification item,
      Photo... photos) {
    Storing outcome =
        cell.items()
            .store(tenant, names(cell, tenant, reference), item, List.of(photos), () -> true);
    return ((Storing.Stored) outcome).subject();
  }

  static Names names(SubjectCell cell, TenantId tenant, EndUserReference reference) {
    return cell.pseudonyms().names(tenant, Optional.of(reference), Optional.empty());
  }

  static TenantId tenantId() {
    return PlatformFixtures.tenant().id();
  }

  static AppId appId() {
    return PlatformFixtures.appId();
  }
}
