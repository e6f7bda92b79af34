package io.palimpsest.standalone.launch;

import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The ports of an instance, one after the other from the gateway's.
 *
 * @param gateway the AppID API
 */
public record Ports(int gateway) {
  /** Where {@code up} listens unless told otherwise. */
  public static final int DEFAULT = 9080;

  /** What to do about a port that is taken. */
  public static final String ADVICE =
      ". Free it, or choose other ports: palimpsest up --port N takes N and the six after it.";

  private static final int CONNECT_MILLIS = 300;

  public Ports {
    if (gateway < 1024 || gateway > 65_000) {
      throw new UserError("--port must lie between 1024 and 65000");
    }
  }

  public int management() {
    return gateway + 1;
  }

  public int mysql() {
    return gateway + 2;
  }

  public int elasticsearch() {
    return gateway + 3;
  }

  public int s3() {
    return gateway + 4;
  }

  /** Of the OCR node, where it is a process of its own. */
  public int node() {
    return gateway + 5;
  }

  /** The tenant-admin API. */
  public int admin() {
    return gateway + 6;
  }

  /**
   * Looks whether the gateway's own ports can be had; the embedded stores look at theirs when they
   * start, after they have ended what an earlier instance may have left behind.
   *
   * @throws UserError naming the one that cannot
   */
  public void requireFree() {
    requireFree(gateway(), "the gateway");
    requireFree(management(), "health and metrics");
    requireFree(admin(), "the tenant-admin API");
  }

  private static void requireFree(int port, String who) {
    if (answers(port) || !canListen(port)) {
      throw new UserError(
          "port " + port + ", wanted for " + who + ", is taken by another program" + ADVICE);
    }
  }

  /** A port that answers is taken, whatever the operating system would let us do beside it. */
  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean canListen(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // connections of an instance that just ended may linger
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
