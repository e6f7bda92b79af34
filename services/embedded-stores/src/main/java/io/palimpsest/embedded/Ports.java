package io.palimpsest.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Questions about ports on loopback. */
final class Ports {
  private Ports() {}

  /**
   * Refuses a port that somebody uses: a start would otherwise "succeed" on a stranger's server.
   *
   * @throws StartFailed naming the port
   */
  static void requireFree(int port, String store) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // a port that was just given back is free
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new StartFailed(
          "port " + port + ", wanted for " + store + ", is taken by another program", e);
    }
  }

  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
