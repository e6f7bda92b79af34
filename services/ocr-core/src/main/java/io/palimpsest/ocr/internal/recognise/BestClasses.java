package io.palimpsest.ocr.internal.recognise;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Lets a recognition network pick the likeliest class of each step by itself. It answers with a
 * probability for each of some 18,000 classes a step; copying these out of the runtime and
 * searching them took an eighth of a line's time, and all but the highest are thrown away.
 *
 * <p>A protobuf message may be followed by more of itself: fields that repeat are appended,
 * messages are merged (Protocol Buffers, "Encoding", last one wins). So a {@code TopK} of one over
 * the classes is added to an ONNX model by writing it behind it (onnx.proto: ModelProto.graph = 7;
 * GraphProto.node = 1, initializer = 5, output = 12; NodeProto.input = 1, output = 2, name = 3,
 * op_type = 4). It takes half the time of an {@code ArgMax} and a {@code ReduceMax}.
 */
public final class BestClasses {
  /** Output {@code int64[N][T][1]}. */
  public static final String BEST = "palimpsest_best";

  /** Output {@code float32[N][T][1]}. */
  public static final String PROBABILITY = "palimpsest_probability";

  /** Both. */
  public static final Set<String> OUTPUTS = Set.of(BEST, PROBABILITY);

  private static final String COUNT = "palimpsest_one";
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
                new Message()
                    .text(1, output)
                    .text(1, COUNT)
                    .text(2, PROBABILITY)
                    .text(2, BEST)
                    .text(3, BEST)
                    .text(4, "TopK"))
            .message(5, one(COUNT))
            .message(12, declared(BEST, INT64))
            .message(12, declared(PROBABILITY, FLOAT));
    byte[] tail = new Message().message(7, graph).bytes();
    return ByteBuffer.allocate(model.length + tail.length).put(model).put(tail).array();
  }

  /** TensorProto: dims = 1, data_type = 2, int64_data = 7, name = 8. */
  private static Message one(String name) {
    return new Message().number(1, 1).number(2, INT64).number(7, 1).text(8, name);
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
