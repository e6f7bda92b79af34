package io.palimpsest.ocr.internal.decode;

import java.util.Objects;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * An encoded file in memory as decoders want it: nothing is copied, nothing touches a disk, and the
 * guard is asked.
 */
final class GuardedStream extends ImageInputStreamImpl {
  /**
   * Bytes given away at a time, a power of two. A compressed byte may stand for thousands of
   * pixels, so the guard is to be asked before there is work for a second.
   */
  private static final int CHECK_EVERY = 4096;

  private final byte[] file;
  private final Guard guard;

  GuardedStream(byte[] file, Guard guard) {
    this.file = file;
    this.guard = guard;
  }

  @Override
  public int read() {
    bitOffset = 0;
    if (streamPos >= file.length || (streamPos & CHECK_EVERY - 1) == 0) {
      guard.check();
    }
    if (streamPos >= file.length) {
      return -1;
    }
    return file[(int) streamPos++] & 255;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    guard.check();
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (streamPos >= file.length) {
      return -1;
    }
    int n = (int) Math.min(Math.min(length, CHECK_EVERY), file.length - streamPos);
    System.arraycopy(file, (int) streamPos, target, offset, n);
    streamPos += n;
    return n;
  }

  @Override
  public long length() {
    return file.length;
  }
}
