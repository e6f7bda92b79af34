package io.palimpsest.tenantadmin;

import io.palimpsest.evidence.statement.RecordLine;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.SignedStatements.Part;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** {@code records.csv} while it is read from the database: one part at a time is in memory. */
final class RecordsStream extends InputStream {
  /** Records of a part: 600 kB of lines. */
  static final int PART = 5_000;

  private final Function<Optional<CallId>, Part> parts;
  private InputStream now;
  private Optional<CallId> next;

  /** Reads the first part, so that what cannot be had is told before anything is sent. */
  RecordsStream(Function<Optional<CallId>, Part> parts) {
    this.parts = parts;
    Part first = parts.apply(Optional.empty());
    this.now = new ByteArrayInputStream(bytes(RecordLine.HEADER + RecordLine.END, first));
    this.next = first.next();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = now.read(into, offset, length);
    while (read < 0 && next.isPresent()) {
      now = more(next.get());
      read = now.read(into, offset, length);
    }
    return read;
  }

  private InputStream more(CallId after) throws IOException {
    try {
      Part part = parts.apply(Optional.of(after));
      next = part.next();
      return new ByteArrayInputStream(bytes("", part));
    } catch (StoreUnavailable e) {
      throw new IOException("a database went away", e); // the answer breaks off, and is no file
    }
  }

  private static byte[] bytes(String head, Part part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    for (RecordLine line : part.lines()) {
      bytes.writeBytes(line.bytes());
      bytes.writeBytes(RecordLine.END.getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }
}
