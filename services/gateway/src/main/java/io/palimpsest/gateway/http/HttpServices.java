package io.palimpsest.gateway.http;

import io.palimpsest.platform.metering.CallIds;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What every connection needs.
 *
 * @param worker runs what may block; one thread per call
 * @param nanos a clock for durations
 */
public record HttpServices(
    RequestProcessor processor,
    ConnectionLimits limits,
    MemoryBudget memory,
    CallIds callIds,
    Executor worker,
    LongSupplier nanos) {}
