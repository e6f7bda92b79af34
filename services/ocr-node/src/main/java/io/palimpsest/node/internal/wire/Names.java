package io.palimpsest.node.internal.wire;

import com.google.protobuf.ProtocolMessageEnum;
import java.util.function.Function;

/**
 * Constants of enums: on the wire they carry their type's name in front, as Protocol Buffers wants
 * it. A constant that one side does not know yet is refused, never guessed.
 */
final class Names {
  private Names() {}

  static <W extends ProtocolMessageEnum> W toWire(
      String prefix, Enum<?> constant, Function<String, W> wire) {
    return wire.apply(prefix + constant.name());
  }

  /**
   * @throws IllegalArgumentException when this side does not know the constant
   */
  static <E extends Enum<E>> E fromWire(Class<E> type, String prefix, Enum<?> wire) {
    return Enum.valueOf(type, wire.name().substring(prefix.length()));
  }
}
