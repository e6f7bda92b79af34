package io.palimpsest.node.internal.wire;

import java.time.Duration;

/** Lengths of time. */
final class Times {
  private Times() {}

  static com.google.protobuf.Duration toWire(Duration time) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(time.getSeconds())
        .setNanos(time.getNano())
        .build();
  }

  static Duration fromWire(com.google.protobuf.Duration time) {
    return Duration.ofSeconds(time.getSeconds(), time.getNanos());
  }
}
