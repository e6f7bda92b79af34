package io.palimpsest.gateway.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the API; off unless both files are named.
 *
 * @param certificate PEM file with the certificate chain, the server's own first
 * @param key PEM file with its key, PKCS#8, not encrypted
 * @param reloadEvery how often the files are looked at
 */
@ConfigurationProperties("palimpsest.tls")
public record TlsConfig(
    @Nullable String certificate,
    @Nullable String key,
    @Bindable(defaultValue = "10s") Duration reloadEvery) {

  public TlsConfig {
    Check.that(
        (certificate == null) == (key == null),
        "palimpsest.tls.key",
        "given together with palimpsest.tls.certificate");
    Check.positive(reloadEvery, "palimpsest.tls.reload-every");
  }

  public boolean enabled() {
    return certificate != null && key != null;
  }

  /** The certificate's file; empty when TLS is off. */
  public Optional<String> certificateFile() {
    return Optional.ofNullable(certificate);
  }

  /** The key's file; empty when TLS is off. */
  public Optional<String> keyFile() {
    return Optional.ofNullable(key);
  }
}
