package io.palimpsest.gateway.fetch;

import io.palimpsest.platform.tenancy.Networks;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses may be spoken to. Everything that is not globally reachable unicast is closed
 * (IANA special-purpose registries for IPv4 and IPv6), and an IPv4 address that hides inside an
 * IPv6 one is judged by itself. Immutable.
 *
 * @param allowed CIDR blocks that are open all the same; for tests and for stores inside one's own
 *     network
 */
public record AddressRules(List<String> allowed) {
  private static final List<String> CLOSED =
      List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10", // carrier-grade NAT
          "127.0.0.0/8",
          "169.254.0.0/16", // link-local, with 169.254.169.254, the metadata service
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3", // multicast, reserved, broadcast
          "::/8", // unspecified, loopback, IPv4-compatible
          "64:ff9b:1::/48", // NAT64 of one's own network
          "100::/64",
          "2001::/23", // protocol assignments, Teredo among them
          "2001:db8::/32",
          "2620:4f:8000::/48",
          "3fff::/20",
          "5f00::/16",
          "fc00::/7", // unique local, with fd00:ec2::254, the metadata service
          "fe80::/10",
          "fec0::/10",
          "ff00::/8");

  public AddressRules {
    allowed = List.copyOf(allowed);
    allowed.forEach(
        block ->
            Networks.holds(block, InetAddress.getLoopbackAddress())); // refuses a malformed block
  }

  /** Whether the address may be spoken to. */
  public boolean permits(InetAddress address) {
    if (Networks.anyHolds(allowed, address)) {
      return true;
    }
    return embedded(address)
        .map(this::permits)
        .orElseGet(() -> !Networks.anyHolds(CLOSED, address));
  }

  /**
   * The IPv4 address inside an IPv4-mapped, NAT64 or 6to4 one; Java itself unwraps most mapped
   * ones.
   */
  private static Optional<InetAddress> embedded(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return Optional.empty();
    }
    byte[] bytes = address.getAddress();
    if (Networks.holds("::ffff:0:0:0/96", address)
        || Networks.holds("64:ff9b::/96", address)
        || isMapped(bytes)) {
      return Optional.of(ipv4(bytes, 12));
    }
    return Networks.holds("2002::/16", address) ? Optional.of(ipv4(bytes, 2)) : Optional.empty();
  }

  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == -1 && bytes[11] == -1;
  }

  private static InetAddress ipv4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
