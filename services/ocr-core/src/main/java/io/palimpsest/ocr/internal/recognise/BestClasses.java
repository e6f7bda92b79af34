package io.palimpsest.ocr.internal.recognise;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Lets a recognition network pick the likeliest class of each step by itself. It answers with a
 * probability for each of some 18,000 classes a step; copying these out of the runtime and
 * searching them took an eighth of a line's time, and all but the highest are thrown away.
 *
 * <p>A protobuf message may be followed by more of itself: fields that repeat are appended,
 * messages are merged (Protocol Buffers, "Encoding", last one wins). So an {@code ArgMax} and a
 * {@code ReduceMax} over the classes are added to an ONNX model by writing them behind it
 * (onnx.proto: ModelProto.graph = 7; GraphProto.node = 1, output = 12).
 */
public final class BestClasses {
  /** Output {@code int64[N][T]}. */
  public static final String BEST = "palimpsest_best";

  /** Output {@code float32[N][T]}. */
  public static final String PROBABILITY = "palimpsest_probability";

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private BestClasses() {}

  /**
   * The model with both outputs added.
   *
   * @param output name of the model's own output, {@code float32[N][T][classes]}
   */
  public static byte[] added(byte[] model, String output) {
    Message graph =
        new Message()
            .message(
                1,
                node("ArgMax", output, BEST)
                    .message(5, integer("axis", 2))
                    .message(5, integer("keepdims", 0)))
            .message(
                1,
                node("ReduceMax", output, PROBABILITY)
                    .message(5, integers("axes", 2))
                    .message(5, integer("keepdims", 0)))
            .message(12, declared(BEST, INT64))
            .message(12, declared(PROBABILITY, FLOAT));
    byte[] tail = new Message().message(7, graph).bytes();
    return ByteBuffer.allocate(model.length + tail.length).put(model).put(tail).array();
  }

  private static Message node(String type, String input, String output) {
    return new Message().text(1, input).text(2, output).text(3, output).text(4, type);
  }

  /** AttributeProto: name = 1, i = 3, type = 20 with INT = 2. */
  private static Message integer(String name, int value) {
    return new Message().text(1, name).number(3, value).number(20, 2);
  }

  /** AttributeProto: name = 1, ints = 8, type = 20 with INTS = 7. */
  private static Message integers(String name, int value) {
    return new Message().text(1, name).number(8, value).number(20, 7);
  }

  /** ValueInfoProto: name = 1, type = 2; TypeProto.tensor_type = 1; its elem_type = 1. */
  private static Message declared(String name, int elementType) {
    return new Message()
        .text(1, name)
        .message(2, new Message().message(1, new Message().number(1, elementType)));
  }

  /** A protobuf message under construction. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, int value) {
      varint(field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return delimited(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return delimited(field, value.bytes());
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private Message delimited(int field, byte[] value) {
      varint(field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    private void varint(int value) {
      int rest = value;
      while (rest > 127) {
        out.write(rest & 127 | 128);
        rest >>>= 7;
      }
      out.write(rest);
    }
  }
}
