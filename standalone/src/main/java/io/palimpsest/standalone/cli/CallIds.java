package io.palimpsest.standalone.cli;

import io.palimpsest.platform.metering.CallId;
import picocli.CommandLine;

/** Reads a callId. */
final class CallIds implements CommandLine.ITypeConverter<CallId> {
  @Override
  public CallId convert(String value) {
    try {
      return CallId.parse(value);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.TypeConversionException(
          "a RequestId looks like 01a1fe22-e31b-73e9-8d19-d811e677d8b7");
    }
  }
}
