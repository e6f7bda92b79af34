package io.palimpsest.platform.lookup;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.evidence.CallEvidence;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.subjects.SubjectCell;
import java.util.function.Supplier;

/**
 * Whom one region is asked by for a call. What is supplied may be away: then it throws what a store
 * throws that does not answer, or what keys throw that cannot be had.
 */
public record CallStores(
    Cell cell,
    Supplier<SubjectCell> subjects,
    Supplier<RegionHolds> holds,
    Supplier<CallEvidence> evidence) {}
