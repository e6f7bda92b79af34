package io.palimpsest.platform.subjects;

import io.palimpsest.platform.tenancy.Region;
import java.time.ZoneId;

/** One region's ports for identification data. */
public record SubjectCell(
    Region region,
    ZoneId zone,
    Pseudonyms pseudonyms,
    IdentificationStore items,
    IdentificationErasure erasure,
    IdentificationInventory inventory) {}
