package io.palimpsest.gateway.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;

/**
 * A certificate chain and its key, both PEM; the key is PKCS#8 and not encrypted.
 *
 * @param certificate the server's certificate first
 */
public record CertificateFiles(Path certificate, Path key) {

  /**
   * What the files hold.
   *
   * @param fingerprint of both files, to see a change
   * @param expires when the certificate ends
   */
  record Loaded(SslContext context, byte[] fingerprint, Instant expires) {
    boolean sameFiles(byte[] other) {
      return Arrays.equals(fingerprint, other);
    }
  }

  byte[] fingerprint() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(certificate));
      return digest.digest(Files.readAllBytes(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * @throws IOException when a file cannot be read, is not PEM, or the key is not the certificate's
   */
  Loaded load() throws IOException {
    byte[] fingerprint = fingerprint();
    byte[] chain = Files.readAllBytes(certificate);
    byte[] secret = Files.readAllBytes(key);
    try {
      X509Certificate first =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(chain));
      SslContext context =
          SslContextBuilder.forServer(
                  new ByteArrayInputStream(chain), new ByteArrayInputStream(secret))
              .protocols("TLSv1.3", "TLSv1.2")
              .build();
      KeyPairs.check(first.getPublicKey(), secret);
      return new Loaded(context, fingerprint, first.getNotAfter().toInstant());
    } catch (GeneralSecurityException | RuntimeException e) {
      // The cause might quote the key's file: only its kind is told.
      throw new IOException(
          certificate + " and " + key + " are not a certificate and its key: " + kind(e));
    }
  }

  private static String kind(Exception e) {
    return e.getClass().getSimpleName();
  }
}
