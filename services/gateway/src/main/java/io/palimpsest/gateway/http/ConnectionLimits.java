package io.palimpsest.gateway.http;

import java.time.Duration;

/**
 * What one connection may cost.
 *
 * @param bodyBytes longest body that is taken
 * @param queryBytes longest request line, so longest query
 * @param headerBytes longest header block
 * @param requestTimeout longest time from a request's first byte to its last
 * @param silence longest pause between two bytes of one request
 * @param keepAlive longest pause between two requests
 * @param responseTimeout longest time that a client may take to accept its answer
 * @param drain how long the rest of a refused request is read and thrown away before the connection
 *     is closed
 */
public record ConnectionLimits(
    int bodyBytes,
    int queryBytes,
    int headerBytes,
    Duration requestTimeout,
    Duration silence,
    Duration keepAlive,
    Duration responseTimeout,
    Duration drain) {}
