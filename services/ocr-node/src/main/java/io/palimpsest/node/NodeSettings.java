package io.palimpsest.node;

import io.palimpsest.ocr.Device;
import io.palimpsest.ocr.EngineSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How a node serves. What its engine may use of the machine stands in {@code engine}.
 *
 * @param host address to listen on. A node asks nobody who they are: it belongs on loopback or on a
 *     network of its own
 * @param port port to listen on; 0 takes a free one
 * @param engine the engine's share of the machine; one call more than its parallelism is worked on,
 *     so that a file is decoded while others are read
 * @param seats calls that may wait beside those; more are refused at once, before their file is
 *     taken in
 * @param callLimit longest time for one call, whatever deadline the caller set
 * @param drainLimit how long running calls may go on once the node is told to end
 * @param maxMessage most bytes of one request
 * @param reflection whether tools may ask for the service's description
 * @param certificate for TLS; without one the node speaks in the clear
 */
public record NodeSettings(
    String host,
    int port,
    EngineSettings engine,
    int seats,
    Duration callLimit,
    Duration drainLimit,
    int maxMessage,
    boolean reflection,
    Optional<NodeCertificate> certificate) {

  public NodeSettings {
    check(port >= 0 && port <= 65_535, "port", "0 to 65535");
    check(seats >= 0, "queue", "0 or more");
    check(callLimit.isPositive(), "call-limit", "longer than 0");
    check(!drainLimit.isNegative(), "drain-limit", "0 or longer");
    check(maxMessage >= 1 << 20, "max-message", "at least 1MB");
  }

  /**
   * Loopback, port 9090, the engine's own defaults on a CUDA device where one answers, 16 seats for
   * each page that it reads at once, 60 s a call, 20 s to drain, 64 MiB a request, no reflection,
   * no TLS.
   */
  public static NodeSettings defaults() {
    EngineSettings engine = EngineSettings.defaults().withDevice(new Device.Auto());
    return new NodeSettings(
        "127.0.0.1",
        9090,
        engine,
        16 * engine.parallelism(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(20),
        64 << 20,
        false,
        Optional.empty());
  }

  /** Calls worked on at once. */
  public int places() {
    return engine.parallelism() + 1;
  }

  public NodeSettings withPort(int other) {
    return new NodeSettings(
        host, other, engine, seats, callLimit, drainLimit, maxMessage, reflection, certificate);
  }

  public NodeSettings withEngine(EngineSettings other) {
    return new NodeSettings(
        host, port, other, seats, callLimit, drainLimit, maxMessage, reflection, certificate);
  }

  public NodeSettings withSeats(int other) {
    return new NodeSettings(
        host, port, engine, other, callLimit, drainLimit, maxMessage, reflection, certificate);
  }

  public NodeSettings withCertificate(NodeCertificate other) {
    return new NodeSettings(
        host,
        port,
        engine,
        seats,
        callLimit,
        drainLimit,
        maxMessage,
        reflection,
        Optional.of(other));
  }

  public NodeSettings withDrainLimit(Duration other) {
    return new NodeSettings(
        host, port, engine, seats, callLimit, other, maxMessage, reflection, certificate);
  }

  private static void check(boolean holds, String name, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must be " + wanted);
    }
  }
}
