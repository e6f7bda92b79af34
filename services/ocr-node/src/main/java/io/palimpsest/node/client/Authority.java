package io.palimpsest.node.client;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Whom a caller believes to be a node. */
public final class Authority {
  private Authority() {}

  /**
   * TLS to nodes whose certificates this authority has signed for the name, or the address, by
   * which they are known here; in the clear without one.
   *
   * @param certificates PEM file
   * @throws IllegalArgumentException when it cannot be read
   */
  public static ChannelCredentials credentials(Optional<Path> certificates) {
    return certificates.map(Authority::tls).orElseGet(InsecureChannelCredentials::create);
  }

  private static ChannelCredentials tls(Path file) {
    try {
      return TlsChannelCredentials.newBuilder().trustManager(file.toFile()).build();
    } catch (IOException e) {
      throw new IllegalArgumentException("authority " + file + " cannot be read", e);
    }
  }
}
