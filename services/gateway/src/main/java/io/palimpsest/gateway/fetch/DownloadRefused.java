package io.palimpsest.gateway.fetch;

/**
 * A URL is not fetched, or could not be. The message goes to the caller and tells nothing of what
 * lies behind the URL.
 */
final class DownloadRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DownloadRefused(String message) {
    super(message);
  }
}
