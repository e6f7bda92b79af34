package io.palimpsest.platform.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Makes, wraps and opens Tink keysets: AES-256-GCM for everything that wraps or seals, HMAC-SHA-256
 * for pseudonyms, AES-256-GCM by segments for copies. Associated data binds each ciphertext to what
 * it belongs to. A key's own bytes are here only between the keyset and its wrapping, and are
 * overwritten then.
 */
final class Keysets {
  static {
    try {
      AeadConfig.register();
      PrfConfig.register();
      StreamingAeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Keysets() {}

  /** Whatever encrypts bytes for a context. */
  @FunctionalInterface
  interface Sealing {
    byte[] apply(byte[] bytes, String context) throws GeneralSecurityException;
  }

  static byte[] newSealingKey(Sealing seal, String context) {
    return make(PredefinedAeadParameters.AES256_GCM, seal, context);
  }

  static byte[] newPseudonymKey(Sealing seal, String context) {
    return make(PredefinedPrfParameters.HMAC_SHA256_PRF, seal, context);
  }

  static byte[] newStreamingKey(Sealing seal, String context) {
    return make(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB, seal, context);
  }

  static StreamingAead streamingKey(byte[] wrapped, Sealing open, String context) {
    try {
      return handle(wrapped, open, context)
          .getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
    } catch (GeneralSecurityException e) {
      throw new KeyUnusable("the key of " + context + " cannot be opened", e);
    }
  }

  static Aead sealingKey(byte[] wrapped, Sealing open, String context) {
    try {
      return handle(wrapped, open, context).getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new KeyUnusable("the " + context + " cannot be opened", e);
    }
  }

  static PrfSet pseudonymKey(byte[] wrapped, Sealing open, String context) {
    try {
      return handle(wrapped, open, context).getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    } catch (GeneralSecurityException e) {
      throw new KeyUnusable("the " + context + " cannot be opened", e);
    }
  }

  static byte[] seal(Aead key, byte[] plain, String context) {
    try {
      return key.encrypt(plain, bytes(context));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }

  static byte[] open(Aead key, byte[] sealed, String context) throws GeneralSecurityException {
    return key.decrypt(sealed, bytes(context));
  }

  private static byte[] make(Parameters kind, Sealing seal, String context) {
    try {
      byte[] plain =
          TinkProtoKeysetFormat.serializeKeyset(
              KeysetHandle.generateNew(kind), InsecureSecretKeyAccess.get());
      try {
        return seal.apply(plain, context);
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink cannot make a keyset", e);
    }
  }

  private static KeysetHandle handle(byte[] wrapped, Sealing open, String context)
      throws GeneralSecurityException {
    byte[] plain = open.apply(wrapped, context);
    try {
      return TinkProtoKeysetFormat.parseKeyset(plain, InsecureSecretKeyAccess.get());
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] bytes(String context) {
    return context.getBytes(StandardCharsets.UTF_8);
  }
}
