package io.palimpsest.platform.admission;

import java.net.InetAddress;
import java.util.List;

/**
 * Looks addresses up in lists of CIDR blocks, such as {@code 203.0.113.0/24} or {@code
 * 2001:db8::/32}.
 */
public final class Networks {
  private Networks() {}

  /** Whether any block holds the address. */
  public static boolean anyHolds(List<String> blocks, InetAddress address) {
    return blocks.stream().anyMatch(block -> holds(block, address));
  }

  /**
   * Whether the block holds the address.
   *
   * @throws IllegalArgumentException when {@code block} is not an address literal with an optional
   *     prefix length
   */
  public static boolean holds(String block, InetAddress address) {
    int slash = block.indexOf('/');
    byte[] network =
        InetAddress.ofLiteral(slash < 0 ? block : block.substring(0, slash)).getAddress();
    int bits = slash < 0 ? network.length * 8 : Integer.parseInt(block.substring(slash + 1));
    if (bits < 0 || bits > network.length * 8) {
      throw new IllegalArgumentException("prefix length out of range: " + block);
    }
    byte[] other = address.getAddress();
    if (other.length != network.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >>> (i % 8);
      if ((network[i / 8] & mask) != (other[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
