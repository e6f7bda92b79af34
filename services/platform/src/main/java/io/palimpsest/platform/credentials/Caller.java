package io.palimpsest.platform.credentials;

import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;

/** Everything known about whoever holds a key. */
public record Caller(Credential credential, Application application, Tenant tenant) {}
