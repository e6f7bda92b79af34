package io.palimpsest.gateway.tls;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS context of new connections. When its files change it is replaced; connections that are
 * open or shaking hands keep the one they began with. Files that do not fit together leave the old
 * one in use. Thread-safe.
 */
public final class ReloadingTls {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadingTls.class);

  private final CertificateFiles files;
  private volatile CertificateFiles.Loaded loaded;
  private volatile String problem = "";

  /**
   * @throws IOException when the files are no good: nothing is served without them
   */
  public ReloadingTls(CertificateFiles files) throws IOException {
    this.files = files;
    this.loaded = files.load();
  }

  /** What the next connection uses. */
  public SslContext current() {
    return loaded.context();
  }

  /** Looks whether the files changed, and takes them up if they are good. */
  public synchronized void reload() {
    try {
      if (!loaded.sameFiles(files.fingerprint())) {
        loaded = files.load();
        LOG.info("TLS certificate replaced, valid until {}", loaded.expires());
      }
      problem = "";
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).equals(problem)) {
        LOG.warn("TLS certificate not replaced, the old one stays in use: {}", e.getMessage());
      }
      problem = String.valueOf(e.getMessage());
    }
  }

  /** Whether the certificate in use is valid and no newer one is being refused. */
  public boolean healthy(Clock clock) {
    return problem.isEmpty() && left(clock).isPositive();
  }

  /** How it stands, in words. */
  public String describe(Clock clock) {
    return problem.isEmpty()
        ? "certificate valid for " + left(clock).toDays() + " days"
        : "a newer certificate is refused: " + problem;
  }

  private Duration left(Clock clock) {
    return Duration.between(clock.instant(), loaded.expires());
  }
}
