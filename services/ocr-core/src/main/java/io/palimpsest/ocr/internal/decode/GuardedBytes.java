package io.palimpsest.ocr.internal.decode;

import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/**
 * An encoded file in memory as PDFBox wants it. Every read asks the guard, so a stream that unfolds
 * without end is stopped some two megabytes after its limit: that is what PDFBox unfolds from one
 * read.
 */
final class GuardedBytes implements RandomAccessRead {
  private final byte[] file;
  private final Guard guard;
  private int position;
  private boolean closed;

  GuardedBytes(byte[] file, Guard guard) {
    this.file = file;
    this.guard = guard;
  }

  @Override
  public int read() {
    if (position >= file.length) {
      guard.check();
      return -1;
    }
    return file[position++] & 255;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    guard.check();
    if (position >= file.length) {
      return length == 0 ? 0 : -1;
    }
    int n = Math.min(length, file.length - position);
    System.arraycopy(file, position, target, offset, n);
    position += n;
    return n;
  }

  @Override
  public long getPosition() {
    return position;
  }

  @Override
  public void seek(long to) throws IOException {
    if (to < 0) {
      throw new IOException("a position below 0");
    }
    position = (int) Math.min(to, file.length);
  }

  @Override
  public long length() {
    return file.length;
  }

  @Override
  public boolean isEOF() {
    return position >= file.length;
  }

  @Override
  public RandomAccessReadView createView(long start, long length) throws IOException {
    return new RandomAccessReadView(this, start, length);
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
