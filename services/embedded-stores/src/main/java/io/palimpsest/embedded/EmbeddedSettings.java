package io.palimpsest.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * Where the stores live.
 *
 * @param dataFolder everything they keep; made when absent
 * @param softwareFolder where the servers' programs are unpacked to, once; may be shared by several
 *     data folders
 * @param databasePort port of MariaDB on 127.0.0.1
 * @param logPort port of Elasticsearch on 127.0.0.1
 * @param objectPort port of the S3 endpoint on 127.0.0.1
 */
public record EmbeddedSettings(
    Path dataFolder, Path softwareFolder, int databasePort, int logPort, int objectPort) {
  public EmbeddedSettings {
    dataFolder = dataFolder.toAbsolutePath().normalize();
    softwareFolder = softwareFolder.toAbsolutePath().normalize();
  }

  /** With the programs in {@code software} below the data folder. */
  public EmbeddedSettings(Path dataFolder, int databasePort, int logPort, int objectPort) {
    this(dataFolder, dataFolder.resolve("software"), databasePort, logPort, objectPort);
  }

  /** On ports that nobody uses at this moment: for tests. */
  public static EmbeddedSettings onFreePorts(Path dataFolder, Path softwareFolder)
      throws IOException {
    try (ServerSocket one = free();
        ServerSocket two = free();
        ServerSocket three = free()) {
      return new EmbeddedSettings(
          dataFolder, softwareFolder, one.getLocalPort(), two.getLocalPort(), three.getLocalPort());
    }
  }

  private static ServerSocket free() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
