package io.palimpsest.gateway;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Marks executors that are the gateway's own, among those that others in the same process may have.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@interface GatewayPart {}
