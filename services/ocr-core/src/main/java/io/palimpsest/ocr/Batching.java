package io.palimpsest.ocr;

import java.time.Duration;

/**
 * How lines of several pages and calls are put together for the recognition network.
 *
 * @param maxLines lines in one batch at the most
 * @param maxWait how long a line may wait for others while its batch is not full; zero takes what
 *     is there
 */
public record Batching(int maxLines, Duration maxWait) {
  public Batching {
    if (maxLines < 1 || maxWait.isNegative()) {
      throw new IllegalArgumentException("a batch needs a line, and no negative wait");
    }
  }
}
