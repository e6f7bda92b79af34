package io.palimpsest.standalone.server;

import io.palimpsest.platform.call.FaultPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops a call where a test wants to kill the process: when {@code NAME.arm} lies in the folder,
 * the call that reaches NAME writes {@code NAME.hit} and goes no further. On only where the system
 * property {@code palimpsest.fault-dir} names a folder.
 */
record ParkingFaultPoints(Path folder) implements FaultPoints {

  @Override
  public void reached(String name) {
    if (!Files.exists(folder.resolve(name + ".arm"))) {
      return;
    }
    try {
      Files.writeString(folder.resolve(name + ".hit"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    while (Files.exists(folder.resolve(name + ".arm"))) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** The points that this process was started with: none, but for a test. */
  static FaultPoints ofThisProcess() {
    String folder = System.getProperty("palimpsest.fault-dir", "");
    return folder.isEmpty() ? FaultPoints.none() : new ParkingFaultPoints(Path.of(folder));
  }
}
