package io.palimpsest.standalone.server;

import java.time.Duration;
import java.util.Map;

/** The age at which a call is over, for those who work beside the gateway that knows. */
public final class CallAge {
  /** Longer than a call may take where nothing else is set: 40 seconds. */
  private static final Duration OVER = Duration.ofMinutes(1);

  /** Longer than any call may take. */
  private static final Duration SURELY_OVER = Duration.ofDays(1);

  private CallAge() {}

  /**
   * An age at which every call is over.
   *
   * @param settings of the services, by their full names
   */
  public static Duration over(Map<String, Object> settings) {
    boolean changed =
        settings.keySet().stream().anyMatch(name -> name.startsWith("palimpsest.api.call"));
    return changed ? SURELY_OVER : OVER;
  }
}
