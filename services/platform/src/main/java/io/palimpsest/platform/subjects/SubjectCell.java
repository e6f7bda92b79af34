package io.palimpsest.platform.subjects;

import io.palimpsest.platform.debugcopies.DebugCopyStore;
import io.palimpsest.platform.tenancy.Region;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One region's ports for what is kept of end users: identification data, and whole pictures.
 *
 * @param copies of uploads for finding a fault; empty where none are ever made
 */
public record SubjectCell(
    Region region,
    ZoneId zone,
    Pseudonyms pseudonyms,
    IdentificationStore items,
    IdentificationErasure erasure,
    IdentificationInventory inventory,
    Optional<DebugCopyStore> copies) {

  /** Of a region where no debug copies are made. */
  public SubjectCell(
      Region region,
      ZoneId zone,
      Pseudonyms pseudonyms,
      IdentificationStore items,
      IdentificationErasure erasure,
      IdentificationInventory inventory) {
    this(region, zone, pseudonyms, items, erasure, inventory, Optional.empty());
  }

  /** The same with debug copies. */
  public SubjectCell with(DebugCopyStore store) {
    return new SubjectCell(region, zone, pseudonyms, items, erasure, inventory, Optional.of(store));
  }
}
