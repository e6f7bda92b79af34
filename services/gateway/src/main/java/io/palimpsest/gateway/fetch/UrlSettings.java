package io.palimpsest.gateway.fetch;

import java.time.Duration;
import java.util.Set;

/**
 * What fetching a URL may cost and where it may lead.
 *
 * @param total longest time from the first name looked up to the last byte, redirects included
 * @param redirects most redirects that are followed
 * @param ports ports that are spoken to
 */
public record UrlSettings(
    AddressRules addresses, Duration total, int redirects, Set<Integer> ports) {
  public UrlSettings {
    ports = Set.copyOf(ports);
  }
}
