package io.palimpsest.ocr.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the metadata of an ONNX file: field 14 of {@code ModelProto}, entries of key (1) and value
 * (2), see onnx.proto of the ONNX project. The runtime's Java interface passes these texts through
 * modified UTF-8, which breaks characters outside the basic plane; a dictionary of 18,708 lines
 * came out as 18,166 (runtime 1.28.0).
 */
final class OnnxMetadata {
  private static final int METADATA_FIELD = 14;
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;

  private OnnxMetadata() {}

  /** The value of an entry, or nothing when the model has no such entry or is no ONNX file. */
  static Optional<String> value(byte[] model, String key) {
    ByteBuffer in = ByteBuffer.wrap(model);
    try {
      while (in.hasRemaining()) {
        long tag = varint(in);
        if (tag >>> 3 == METADATA_FIELD && (tag & 7) == DELIMITED) {
          Entry entry = entry(delimited(in));
          if (entry.key.equals(key)) {
            return Optional.of(entry.value);
          }
        } else {
          skip(in, (int) tag & 7);
        }
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty(); // ran off the end: no protobuf message
    }
  }

  private static Entry entry(ByteBuffer in) {
    String key = "";
    String value = "";
    while (in.hasRemaining()) {
      long tag = varint(in);
      if ((tag & 7) == DELIMITED) {
        String text = StandardCharsets.UTF_8.decode(delimited(in)).toString();
        key = tag >>> 3 == 1 ? text : key;
        value = tag >>> 3 == 2 ? text : value;
      } else {
        skip(in, (int) tag & 7);
      }
    }
    return new Entry(key, value);
  }

  private static ByteBuffer delimited(ByteBuffer in) {
    int length = Math.toIntExact(varint(in));
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return part;
  }

  private static void skip(ByteBuffer in, int wireType) {
    switch (wireType) {
      case VARINT -> varint(in);
      case FIXED64 -> in.position(in.position() + 8);
      case DELIMITED -> delimited(in);
      case FIXED32 -> in.position(in.position() + 4);
      default -> throw new IllegalArgumentException("no such wire type");
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 127) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a varint has at most ten bytes");
  }

  private record Entry(String key, String value) {}
}
