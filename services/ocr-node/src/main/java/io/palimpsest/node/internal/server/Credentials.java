package io.palimpsest.node.internal.server;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.palimpsest.node.NodeCertificate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Whether a node speaks TLS, and as whom. */
public final class Credentials {
  private static final long RELOAD_MINUTES = 1;

  private Credentials() {}

  /**
   * In the clear without a certificate.
   *
   * @param timer looks whether the files have changed
   * @throws IllegalArgumentException when a file cannot be read or is not what it should be
   */
  public static ServerCredentials of(
      Optional<NodeCertificate> certificate, ScheduledExecutorService timer) {
    return certificate.map(it -> tls(it, timer)).orElseGet(InsecureServerCredentials::create);
  }

  private static ServerCredentials tls(NodeCertificate it, ScheduledExecutorService timer) {
    AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
    try {
      keys.updateIdentityCredentials(
          it.chain().toFile(), it.key().toFile(), RELOAD_MINUTES, TimeUnit.MINUTES, timer);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "certificate " + it.chain() + " with key " + it.key() + " cannot be used", e);
    }
    return TlsServerCredentials.newBuilder().keyManager(keys).build();
  }
}
