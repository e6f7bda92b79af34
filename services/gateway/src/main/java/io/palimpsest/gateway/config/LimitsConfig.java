package io.palimpsest.gateway.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.ReadableBytes;
import java.time.Duration;

/**
 * What one connection and all of them together may cost.
 *
 * @param body longest body: 10 MiB of Base64 and 64 KiB of JSON around it
 * @param query longest request line of a GET
 * @param headers longest header block
 * @param memory most bytes of requests held at once, over all connections
 * @param requestTimeout longest time from a request's first byte to its last
 * @param silence longest pause inside a request
 * @param keepAlive longest pause between two requests of a connection
 * @param responseTimeout longest time that a client may take to accept its answer
 * @param drain how long the rest of a refused request is read before the connection is closed
 */
@ConfigurationProperties("palimpsest.limits")
public record LimitsConfig(
    @Bindable(defaultValue = "10304KB") @ReadableBytes int body,
    @Bindable(defaultValue = "32KB") @ReadableBytes int query,
    @Bindable(defaultValue = "16KB") @ReadableBytes int headers,
    @Bindable(defaultValue = "256MB") @ReadableBytes long memory,
    @Bindable(defaultValue = "30s") Duration requestTimeout,
    @Bindable(defaultValue = "10s") Duration silence,
    @Bindable(defaultValue = "75s") Duration keepAlive,
    @Bindable(defaultValue = "30s") Duration responseTimeout,
    @Bindable(defaultValue = "1s") Duration drain) {

  public LimitsConfig {
    Check.that(body > 0, "palimpsest.limits.body", "more than 0");
    Check.that(query > 0, "palimpsest.limits.query", "more than 0");
    Check.that(headers > 0, "palimpsest.limits.headers", "more than 0");
    Check.that(
        memory >= 3L * body,
        "palimpsest.limits.memory",
        "at least three times palimpsest.limits.body");
    Check.positive(requestTimeout, "palimpsest.limits.request-timeout");
    Check.positive(silence, "palimpsest.limits.silence");
    Check.positive(keepAlive, "palimpsest.limits.keep-alive");
    Check.positive(responseTimeout, "palimpsest.limits.response-timeout");
    Check.positive(drain, "palimpsest.limits.drain");
  }
}
