package io.palimpsest.platform.tenancy;

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
    int bits = slash < 0 ? network.length * 8 : prefixLength(block, slash, network.length * 8);
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

  /** Throws {@link IllegalArgumentException} when one of the blocks could not be looked up in. */
  static void check(List<String> blocks) {
    blocks.forEach(block -> holds(block, InetAddress.getLoopbackAddress()));
  }

  private static int prefixLength(String block, int slash, int most) {
    String digits = block.substring(slash + 1);
    if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > most) {
      throw new IllegalArgumentException("prefix length out of range: " + block);
    }
    return Integer.parseInt(digits);
  }
}
