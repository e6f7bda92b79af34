package io.palimpsest.node.client;

import io.grpc.ChannelCredentials;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up the names of nodes, and takes in the addresses that came and lets go of those that went.
 * A name that cannot be looked up keeps the addresses it had: nodes outlive a moment without DNS.
 */
final class Addresses {
  private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);

  private final List<NodeAddress.Remote> names;
  private final HostResolver resolver;
  private final ChannelCredentials credentials;
  private final Members members;
  private final Set<NodeAddress.Remote> silent = new HashSet<>();

  Addresses(PoolSettings settings, HostResolver resolver, Members members) {
    this.names =
        settings.nodes().stream()
            .filter(NodeAddress.Remote.class::isInstance)
            .map(NodeAddress.Remote.class::cast)
            .toList();
    this.credentials = Authority.credentials(settings.authority());
    this.resolver = resolver;
    this.members = members;
  }

  /** Looks once; for one thread at a time. */
  void look() {
    Set<InetSocketAddress> found = new HashSet<>();
    boolean whole = true;
    for (NodeAddress.Remote name : names) {
      try {
        for (InetAddress each : resolver.resolve(name.host())) {
          found.add(new InetSocketAddress(each, name.port()));
        }
        silent.remove(name);
      } catch (UnknownHostException e) {
        whole = false;
        if (silent.add(name)) {
          LOG.warn("OCR nodes {}: the name has no address now", name);
        }
      }
    }
    take(found);
    if (whole) {
      letGo(found);
    }
  }

  private void take(Set<InetSocketAddress> found) {
    Set<Object> known = new HashSet<>(members.keys());
    for (InetSocketAddress address : found) {
      if (!known.contains(address)) {
        LOG.info("OCR node {} is known now", address);
        RemoteNode node = new RemoteNode(address, credentials, members::wake);
        members.add(address, node);
        node.probe();
      }
    }
  }

  private void letGo(Set<InetSocketAddress> found) {
    for (Object key : members.keys()) {
      if (key instanceof InetSocketAddress address && !found.contains(address)) {
        LOG.info("OCR node {} is gone from its name", address);
        members.remove(address).ifPresent(Node::close);
      }
    }
  }
}
