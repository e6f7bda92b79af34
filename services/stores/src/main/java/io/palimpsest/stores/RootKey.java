package io.palimpsest.stores;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;

/**
 * The key under which tenants' secrets are stored: a Tink keyset (AES-256-GCM) in a file outside
 * every database. Whoever loses it loses every secret; whoever has it and the database has them
 * all. Thread-safe.
 */
public final class RootKey {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path file;
  private final Aead aead;

  private RootKey(Path file, Aead aead) {
    this.file = file;
    this.aead = aead;
  }

  /**
   * The key in that file; made now, readable by its owner only, when there is none.
   *
   * @throws RootKeyUnusable when others may read the file, or it holds no keyset
   */
  public static RootKey openOrCreate(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return open(file);
    } catch (IOException e) {
      throw new RootKeyUnusable("the root key cannot be written to " + file, e);
    }
  }

  /**
   * The key in that file.
   *
   * @throws RootKeyUnusable when there is none, others may read the file, or it holds no keyset
   */
  public static RootKey open(Path file) {
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new RootKeyUnusable("others may read the root key: chmod 600 " + file);
      }
      AeadConfig.register();
      KeysetHandle keys =
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), InsecureSecretKeyAccess.get());
      return new RootKey(file, keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (IOException e) {
      throw new RootKeyUnusable("the root key cannot be read from " + file, e);
    } catch (GeneralSecurityException e) {
      throw new RootKeyUnusable("there is no usable keyset in " + file, e);
    }
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  /**
   * Encrypts.
   *
   * @param context what the ciphertext belongs to; it can be opened for the same only
   */
  public byte[] seal(byte[] plain, String context) {
    try {
      return aead.encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }

  /**
   * Decrypts.
   *
   * @throws RootKeyUnusable when it was sealed under another key or for something else
   */
  public byte[] unseal(byte[] sealed, String context) {
    try {
      return aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new RootKeyUnusable(
          "the root key in " + file + " does not open the secret of " + context, e);
    }
  }

  private static void create(Path file) throws IOException {
    try {
      AeadConfig.register();
      String keys =
          TinkJsonProtoKeysetFormat.serializeKeyset(
              KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
              InsecureSecretKeyAccess.get());
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, keys, java.nio.file.StandardOpenOption.SYNC);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink cannot make a keyset", e);
    }
  }
}
