package io.palimpsest.node.client;

import java.util.Locale;

/** Where an engine is. */
public sealed interface NodeAddress {
  /** The word for {@link InProcess}. */
  String IN_PROCESS = "in-process";

  /** In this very process. */
  record InProcess() implements NodeAddress {
    @Override
    public String toString() {
      return IN_PROCESS;
    }
  }

  /**
   * At every address that a name has.
   *
   * @param host a name, or an address
   */
  record Remote(String host, int port) implements NodeAddress {
    public Remote {
      if (host.isBlank() || port < 1 || port > 65_535) {
        throw new IllegalArgumentException("a node needs a host and a port, 1 to 65535");
      }
    }

    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * Reads {@code in-process} or {@code host:port}; an IPv6 address stands in brackets.
   *
   * @throws IllegalArgumentException for anything else
   */
  static NodeAddress parse(String text) {
    String word = text.strip();
    if (word.toLowerCase(Locale.ROOT).equals(IN_PROCESS)) {
      return new InProcess();
    }
    int colon = word.lastIndexOf(':');
    try {
      String host = word.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
      return new Remote(host, Integer.parseInt(word.substring(colon + 1)));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException("in-process or host:port is needed, not " + word, e);
    }
  }
}
