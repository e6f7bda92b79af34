package io.palimpsest.gateway.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.palimpsest.gateway.fetch.AddressRules;
import java.time.Duration;
import java.util.List;

/**
 * Fetching of {@code ImageUrl}.
 *
 * @param timeout longest time for all of it, names and redirects included
 * @param redirects most redirects followed
 * @param ports ports that are spoken to
 * @param allowedNetworks CIDR blocks that are open although they are not public
 */
@ConfigurationProperties("palimpsest.image-url")
public record ImageUrlConfig(
    @Bindable(defaultValue = "3s") Duration timeout,
    @Bindable(defaultValue = "3") int redirects,
    @Bindable(defaultValue = "80,443") List<Integer> ports,
    @Bindable(defaultValue = "") List<String> allowedNetworks) {

  public ImageUrlConfig {
    ports = List.copyOf(ports);
    allowedNetworks =
        allowedNetworks.stream().map(String::strip).filter(block -> !block.isEmpty()).toList();
    Check.positive(timeout, "palimpsest.image-url.timeout");
    Check.that(redirects >= 0, "palimpsest.image-url.redirects", "0 or more");
    ports.forEach(port -> Check.port(port, "palimpsest.image-url.ports"));
    try {
      new AddressRules(allowedNetworks);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "palimpsest.image-url.allowed-networks: " + e.getMessage(), e);
    }
  }
}
