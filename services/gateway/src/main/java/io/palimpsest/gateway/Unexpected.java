package io.palimpsest.gateway;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a log may hold of an unexpected exception: kinds and places, never its message, which may
 * quote a request.
 */
final class Unexpected {
  private static final int FRAMES = 12;
  private static final int CAUSES = 4;

  private Unexpected() {}

  static String describe(Throwable e) {
    return Stream.iterate(e, each -> each != null, Throwable::getCause)
        .limit(CAUSES)
        .map(Unexpected::withoutMessage)
        .collect(Collectors.joining("\ncaused by "));
  }

  private static String withoutMessage(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .limit(FRAMES)
        .map(frame -> "\n  at " + frame)
        .collect(Collectors.joining("", e.getClass().getName(), ""));
  }
}
