package io.palimpsest.platform.metering;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes callIds. Thread-safe. */
public final class CallIds {
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public CallIds(Clock clock) {
    this.clock = clock;
  }

  /** A callId of this very moment; 74 of its bits are random. */
  public CallId next() {
    long high = clock.millis() << 16 | 0x7000 | random.nextInt(1 << 12);
    long low = random.nextLong() >>> 2 | 1L << 63;
    return new CallId(new UUID(high, low));
  }
}
