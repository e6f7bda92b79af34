package io.palimpsest.stores;

import java.net.URI;

/**
 * How to reach an S3 object store.
 *
 * @param endpoint such as {@code http://127.0.0.1:9000}
 * @param secretKey never printed
 */
public record ObjectStoreSettings(URI endpoint, String accessKey, String secretKey) {

  @Override
  public String toString() {
    return "ObjectStoreSettings[" + endpoint + "]";
  }
}
