package io.palimpsest.platform.tenancy;

import java.time.Instant;

/**
 * A tenant's word that it accepts one version of its policy module.
 *
 * @param version version of the module
 * @param by the person who accepted
 * @param at when
 */
public record PolicyAcceptance(String version, String by, Instant at) {}
