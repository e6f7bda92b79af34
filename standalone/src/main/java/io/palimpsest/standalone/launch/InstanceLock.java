package io.palimpsest.standalone.launch;

import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Says that an instance lives on a data folder. The operating system lets go of it when the process
 * dies, however it dies, so there is no stale lock to clear away and no process id to mistake for
 * another's.
 */
public final class InstanceLock implements AutoCloseable {
  private final FileChannel channel;

  private InstanceLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock; empty when another process holds it. */
  public static Optional<InstanceLock> tryTake(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel)) {
        return Optional.of(new InstanceLock(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw UserError.of(file + " cannot be locked", e);
    }
  }

  /** Whether a process holds the lock. */
  public static boolean isHeld(Path file) {
    if (!Files.exists(file)) {
      return false;
    }
    Optional<InstanceLock> free = tryTake(file);
    free.ifPresent(InstanceLock::close);
    return free.isEmpty();
  }

  @SuppressWarnings("resource") // lives as long as its channel
  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very process holds it
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
