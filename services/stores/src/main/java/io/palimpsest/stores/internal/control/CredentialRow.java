package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.credentials.SecretKey;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.tenancy.AppId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code credential}: both secrets are ciphertext, each bound to its SecretId and its
 * column.
 */
@MappedEntity("credential")
record CredentialRow(
    @Id String secretId,
    long appId,
    byte[] secretKey,
    // The mapper takes its own annotation, not JSpecify's, for an array.
    @io.micronaut.core.annotation.Nullable byte @Nullable [] token,
    boolean enabled,
    Instant createdAt,
    @Nullable Instant expiresAt,
    String actions) {

  static CredentialRow of(Credential credential, RootKey rootKey) {
    String id = credential.secretId().value();
    return new CredentialRow(
        id,
        credential.appId().value(),
        rootKey.seal(credential.secretKey().bytes(), id),
        credential.token().map(token -> rootKey.seal(token.bytes(), id + " token")).orElse(null),
        credential.enabled(),
        credential.created(),
        credential.expires().orElse(null),
        JsonColumns.write(credential.actions().stream().sorted().toList()));
  }

  Credential toCredential(RootKey rootKey) {
    return new Credential(
        new SecretId(secretId),
        new AppId(appId),
        unsealed(rootKey, secretKey, secretId),
        enabled,
        createdAt,
        Optional.ofNullable(expiresAt),
        token == null
            ? Optional.empty()
            : Optional.of(unsealed(rootKey, token, secretId + " token")),
        Set.copyOf(JsonColumns.read(actions)));
  }

  private static SecretKey unsealed(RootKey rootKey, byte[] sealed, String context) {
    return new SecretKey(new String(rootKey.unseal(sealed, context), StandardCharsets.UTF_8));
  }
}
