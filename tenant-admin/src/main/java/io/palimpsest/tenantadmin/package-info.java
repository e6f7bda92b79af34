/**
 * What a tenant's admins and auditors do, over HTTP with JSON. {@link
 * io.palimpsest.tenantadmin.TenantAdmin} is the entry; every act is one of the platform's use
 * cases, and the tenant it is for is always the one that whoever signed in belongs to. The beans
 * are there only where there is an {@link io.palimpsest.tenantadmin.AdminDesk}: the library is on
 * the class path of other application contexts too.
 */
@NullMarked
@Configuration
@Requires(beans = AdminDesk.class)
package io.palimpsest.tenantadmin;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
