package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** A row of {@code evidence_notice}. */
@MappedEntity("evidence_notice")
record NoticeRow(@Id long number, byte[] leaf) {}
