package io.palimpsest.evidence.report;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * ZIP files of one spelling (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16): members
 * stored and not compressed, in the order of their names, all of the first day that a ZIP can name,
 * nothing before, between and behind them. So every byte of a file counts, nothing unpacks to more
 * than was read, and every tool for ZIP files opens it.
 */
final class StoredZip {
  /** Bytes of a file at most. */
  static final int MAX_LENGTH = 96 << 20;

  static final int MAX_MEMBERS = 20_000;

  /** Letters, digits and {@code ._-} between slashes; no part begins with a dot. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");

  private static final int MAX_NAME = 100;
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int CENTRAL_LENGTH = 46;
  private static final int END_LENGTH = 22;
  private static final short VERSION = 10;
  private static final short FIRST_DAY = 0x21; // 1980-01-01
  private static final int FILE_ATTRIBUTES = 0;

  private StoredZip() {}

  static byte[] write(SortedMap<String, byte[]> members) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    write(members, file::writeBytes);
    return file.toByteArray();
  }

  /** Gives the file piece by piece. */
  private static void write(SortedMap<String, byte[]> members, Consumer<byte[]> file) {
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    int start = 0;
    for (Map.Entry<String, byte[]> each : members.entrySet()) {
      byte[] name = checked(each.getKey()).getBytes(StandardCharsets.US_ASCII);
      int offset = start;
      start += LOCAL_LENGTH + name.length + each.getValue().length;
      file.accept(common(buffer(LOCAL_LENGTH).putInt(LOCAL), name, each.getValue()).array());
      file.accept(name);
      file.accept(each.getValue());
      ByteBuffer entry = buffer(CENTRAL_LENGTH).putInt(CENTRAL).putShort(VERSION);
      common(entry, name, each.getValue())
          .putShort((short) 0) // comment
          .putShort((short) 0) // disk
          .putShort((short) 0)
          .putInt(FILE_ATTRIBUTES)
          .putInt(offset);
      directory.writeBytes(entry.array());
      directory.writeBytes(name);
    }
    file.accept(directory.toByteArray());
    file.accept(
        buffer(END_LENGTH)
            .putInt(END)
            .putInt(0) // disks
            .putShort((short) members.size())
            .putShort((short) members.size())
            .putInt(directory.size())
            .putInt(start)
            .putShort((short) 0)
            .array());
  }

  /** Without a second copy of it in memory: files are given by strangers. */
  private static boolean isWritten(SortedMap<String, byte[]> members, byte[] file) {
    ByteBuffer rest = ByteBuffer.wrap(file);
    boolean[] same = {true};
    write(
        members,
        piece -> {
          same[0] = same[0] && piece.length <= rest.remaining();
          if (same[0]) {
            same[0] = rest.slice(rest.position(), piece.length).equals(ByteBuffer.wrap(piece));
            rest.position(rest.position() + piece.length);
          }
        });
    return same[0] && !rest.hasRemaining();
  }

  /** What a member has in both of its headers, behind what only one of them has. */
  private static ByteBuffer common(ByteBuffer header, byte[] name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return header
        .putShort(VERSION)
        .putShort((short) 0) // flags
        .putShort((short) 0) // stored
        .putShort((short) 0) // midnight
        .putShort(FIRST_DAY)
        .putInt((int) crc.getValue())
        .putInt(content.length)
        .putInt(content.length)
        .putShort((short) name.length)
        .putShort((short) 0); // extra
  }

  /**
   * @throws Malformed when it is not exactly what {@link #write} gives for some members
   */
  static SortedMap<String, byte[]> read(byte[] file) {
    if (file.length > MAX_LENGTH) {
      throw new Malformed("a file of more than " + MAX_LENGTH + " bytes");
    }
    SortedMap<String, byte[]> members = new TreeMap<>();
    ByteBuffer rest = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (rest.remaining() >= LOCAL_LENGTH && rest.getInt(rest.position()) == LOCAL) {
      int at = rest.position();
      int length = rest.getInt(at + 22);
      int nameLength = Short.toUnsignedInt(rest.getShort(at + 26));
      rest.position(at + LOCAL_LENGTH);
      String name = new String(take(rest, nameLength), StandardCharsets.ISO_8859_1);
      if (members.put(checked(name), take(rest, length)) != null || members.size() > MAX_MEMBERS) {
        throw new Malformed("a name twice, or too many of them");
      }
    }
    if (members.isEmpty() || !isWritten(members, file)) {
      throw new Malformed("a ZIP file in another form than ours, or changed");
    }
    return members;
  }

  private static byte[] take(ByteBuffer rest, int length) {
    if (length < 0 || length > rest.remaining()) {
      throw new Malformed("a ZIP file that ends inside a member");
    }
    byte[] taken = new byte[length];
    rest.get(taken);
    return taken;
  }

  private static String checked(String name) {
    if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
      throw new Malformed("a member with a name that none of ours has");
    }
    return name;
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
