package io.palimpsest.platform.subjects;

import java.time.Instant;

/**
 * A subject as it was found.
 *
 * @param restricted whether its data may be kept only, not used
 * @param since when its first item was stored
 */
public record SubjectState(Subject subject, boolean restricted, Instant since) {}
