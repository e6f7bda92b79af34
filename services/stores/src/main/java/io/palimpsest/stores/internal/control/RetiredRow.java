package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.platform.offboarding.Tombstone;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code retired_tenant}. */
@MappedEntity("retired_tenant")
record RetiredRow(@Id String salt, String hash, Instant retiredAt, @Nullable String otherName) {

  Tombstone.OfTenant toTombstone() {
    return new Tombstone.OfTenant(salt, hash, retiredAt);
  }
}
