package io.palimpsest.gateway.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds a host's addresses. */
@FunctionalInterface
public interface HostResolver {

  /**
   * Every address of a host.
   *
   * @param host a name or a literal address
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** As the system does. */
  static HostResolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
