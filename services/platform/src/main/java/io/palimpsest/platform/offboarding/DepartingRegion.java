package io.palimpsest.platform.offboarding;

import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.metering.Statements;
import io.palimpsest.platform.subjects.SubjectCell;

/** What is taken away in one region. */
public record DepartingRegion(
    SubjectCell subjects, UploadStore uploads, RegionHolds holds, Statements statements) {}
