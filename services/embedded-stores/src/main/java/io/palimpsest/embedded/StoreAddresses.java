package io.palimpsest.embedded;

import java.net.URI;

/**
 * Where the embedded stores answer, and with which secrets.
 *
 * @param databaseServer {@code jdbc:mysql://127.0.0.1:port/}, to which a schema's name is added
 * @param databaseUser may make and change schemas whose name begins with {@code palimpsest}
 * @param databasePassword never printed
 * @param objectEndpoint the S3 endpoint
 * @param objectSecretKey never printed
 * @param logUrl Elasticsearch
 */
public record StoreAddresses(
    String databaseServer,
    String databaseUser,
    String databasePassword,
    URI objectEndpoint,
    String objectAccessKey,
    String objectSecretKey,
    URI logUrl) {

  @Override
  public String toString() {
    return "StoreAddresses[" + databaseServer + ", " + objectEndpoint + ", " + logUrl + "]";
  }
}
