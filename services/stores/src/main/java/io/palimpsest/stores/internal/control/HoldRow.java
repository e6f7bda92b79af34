package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A row of {@code hold_entry}. */
@MappedEntity("hold_entry")
record HoldRow(@Id long number, String holdId, boolean ended, Instant saidAt, String body) {}
