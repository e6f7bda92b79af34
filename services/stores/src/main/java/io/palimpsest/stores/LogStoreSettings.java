package io.palimpsest.stores;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to reach Elasticsearch, and where entries wait while it cannot be reached.
 *
 * @param url such as {@code http://127.0.0.1:9200}
 * @param authorization value of the {@code Authorization} header, such as {@code ApiKey …}; never
 *     printed
 * @param spool folder of this process and region alone; made when absent
 * @param spoolBytes how much may wait there before the oldest is dropped
 */
public record LogStoreSettings(
    URI url, Optional<String> authorization, Path spool, long spoolBytes) {
  public static final long DEFAULT_SPOOL_BYTES = 64L << 20;

  public LogStoreSettings {
    if (spoolBytes < 1 << 20) {
      throw new IllegalArgumentException("spoolBytes must be at least 1 MiB: " + spoolBytes);
    }
  }

  /** Without authorization, with room for {@value #DEFAULT_SPOOL_BYTES} bytes. */
  public LogStoreSettings(URI url, Path spool) {
    this(url, Optional.empty(), spool, DEFAULT_SPOOL_BYTES);
  }

  @Override
  public String toString() {
    return "LogStoreSettings[" + url + ", spool " + spool + "]";
  }
}
