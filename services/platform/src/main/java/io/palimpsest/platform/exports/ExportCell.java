package io.palimpsest.platform.exports;

import io.palimpsest.platform.subjects.SubjectCell;

/** One region's identification data, and the exports of it. */
public record ExportCell(SubjectCell subjects, ExportStore exports) {}
