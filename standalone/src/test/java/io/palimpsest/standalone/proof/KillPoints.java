package io.palimpsest.standalone.proof;

import io.palimpsest.platform.call.FaultPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds the first call that reaches the armed point, for ever: the test kills the process there.
 * The test and the server talk through files, which outlive the server.
 *
 * @param folder holds {@code armed}, with the point's name, and {@code reached} once a call is held
 */
record KillPoints(Path folder) implements FaultPoints {

  @Override
  public void reached(String name) {
    try {
      if (Files.exists(armed()) && Files.readString(armed()).equals(name)) {
        Files.createFile(reachedFile());
        while (true) {
          LockSupport.park();
        }
      }
    } catch (FileAlreadyExistsException e) {
      // Another call is held already.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds the next call that reaches {@code name}. */
  void arm(String name) throws IOException {
    Files.writeString(armed(), name);
  }

  /** Whether a call is held. */
  boolean holds() {
    return Files.exists(reachedFile());
  }

  void disarm() throws IOException {
    Files.deleteIfExists(armed());
    Files.deleteIfExists(reachedFile());
  }

  private Path armed() {
    return folder.resolve("armed");
  }

  private Path reachedFile() {
    return folder.resolve("reached");
  }
}
