package io.palimpsest.gateway.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where health and metrics are shown.
 *
 * @param host address to listen on; loopback unless said otherwise
 * @param port port to listen on; 0 takes a free one
 * @param probeTimeout longest time that one part of the health may take to answer
 * @param probeEvery how old what is shown may be
 */
@ConfigurationProperties("palimpsest.management")
public record ManagementConfig(
    @Bindable(defaultValue = "127.0.0.1") String host,
    @Bindable(defaultValue = "8081") int port,
    @Bindable(defaultValue = "3s") Duration probeTimeout,
    @Bindable(defaultValue = "2s") Duration probeEvery) {

  public ManagementConfig {
    Check.port(port, "palimpsest.management.port");
    Check.positive(probeTimeout, "palimpsest.management.probe-timeout");
    Check.that(!probeEvery.isNegative(), "palimpsest.management.probe-every", "0 or longer");
  }
}
