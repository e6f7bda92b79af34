package io.palimpsest.retention;

import java.time.Instant;
import java.util.Optional;

/**
 * What the schedule says of a job, whichever process ran it.
 *
 * @param due when it is to run next
 * @param picked whether a process is at it
 * @param failures how often it broke off since it last ended well
 * @param readAt when this was read, by {@link System#nanoTime}
 */
record Mark(
    Instant due, boolean picked, Optional<Instant> lastSuccess, int failures, long readAt) {}
