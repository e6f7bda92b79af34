package io.palimpsest.platform.oplog;

import java.time.Duration;

/**
 * One step of a call.
 *
 * @param name from a fixed vocabulary: {@code authenticate admit fetch stage decode recognise
 *     render commit delete confirm}
 * @param offset from receipt to the step's start
 * @param took how long it took
 * @param ok whether it ended well
 */
public record Step(String name, Duration offset, Duration took, boolean ok) {}
