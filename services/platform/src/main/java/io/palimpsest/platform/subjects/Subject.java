package io.palimpsest.platform.subjects;

import io.palimpsest.platform.tenancy.TenantId;
import java.util.UUID;

/**
 * One end user of one tenant in one region. Tells nothing of who it is.
 *
 * @param id random
 */
public record Subject(TenantId tenant, UUID id) {}
