package io.palimpsest.node.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names up. */
@FunctionalInterface
public interface HostResolver {

  /**
   * All addresses of a name.
   *
   * @throws UnknownHostException when it has none now
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The system's own; Java remembers its answers for as long as networkaddress.cache.ttl says. */
  static HostResolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
