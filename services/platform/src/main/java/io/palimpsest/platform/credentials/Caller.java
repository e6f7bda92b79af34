package io.palimpsest.platform.credentials;

import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.decision.TenantTerms;

/**
 * Everything known about whoever holds a key.
 *
 * @param terms what the tenant agreed to and attested for this AppID
 */
public record Caller(
    Credential credential, Application application, Tenant tenant, TenantTerms terms) {}
