package io.palimpsest.stores;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.palimpsest.platform.keys.ChangingRootKey;
import io.palimpsest.platform.keys.RootKeyUnusable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The root key in a file outside every database: a Tink keyset of AES-256-GCM keys, of which the
 * primary one is the newest. Whoever loses it loses every secret; whoever has it and the databases
 * has them all. A process that has it open notices that the file was changed: before it seals, and
 * when something does not open. Thread-safe.
 */
public final class RootKeyFile implements ChangingRootKey {
  private static final Logger LOG = LoggerFactory.getLogger(RootKeyFile.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path file;
  private volatile Keys keys;

  private RootKeyFile(Path file, Keys keys) {
    this.file = file;
    this.keys = keys;
  }

  /** What was read from the file, and the time that the file had then. */
  private record Keys(KeysetHandle handle, Aead aead, FileTime changed) {}

  /**
   * The key in that file; made now, readable by its owner only, when there is none.
   *
   * @throws RootKeyUnusable when others may read the file, or it holds no keyset
   */
  public static RootKeyFile openOrCreate(Path file) {
    if (!Files.exists(file)) {
      try {
        AeadConfig.register();
        write(file, KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Tink cannot make a keyset", e);
      }
    }
    return open(file);
  }

  /**
   * The key in that file.
   *
   * @throws RootKeyUnusable when there is none, others may read the file, or it holds no keyset
   */
  public static RootKeyFile open(Path file) {
    return new RootKeyFile(file, read(file));
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  @Override
  public byte[] seal(byte[] plain, String context) {
    readAgainIfChanged();
    try {
      return keys.aead.encrypt(plain, bytes(context));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }

  @Override
  public byte[] unseal(byte[] sealed, String context) {
    Keys known = keys;
    try {
      return known.aead.decrypt(sealed, bytes(context));
    } catch (GeneralSecurityException e) {
      readAgainIfChanged();
      if (known != keys) {
        return unseal(sealed, context);
      }
      throw new RootKeyUnusable(
          "the root key in " + file + " does not open the secret of " + context, e);
    }
  }

  /** A Tink ciphertext begins with one byte 1 and the id of its key, big-endian. */
  @Override
  public boolean isNewest(byte[] sealed) {
    return sealed.length > 5
        && sealed[0] == 1
        && ByteBuffer.wrap(sealed, 1, 4).getInt() == keys.handle.getPrimary().getId();
  }

  @Override
  public List<String> names() {
    readAgainIfChanged();
    KeysetHandle handle = keys.handle;
    List<String> names = new ArrayList<>();
    names.add(name(handle.getPrimary()));
    for (int i = handle.size() - 1; i >= 0; i--) {
      if (!handle.getAt(i).isPrimary()) {
        names.add(name(handle.getAt(i)));
      }
    }
    return names;
  }

  @Override
  public void addNewest() {
    change(
        builder ->
            builder.addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary()));
  }

  @Override
  public void keepNewestOnly() {
    change(
        builder -> {
          for (int i = builder.size() - 1; i >= 0; i--) {
            if (!builder.getAt(i).isPrimary()) {
              builder.deleteAt(i);
            }
          }
        });
  }

  private void change(java.util.function.Consumer<KeysetHandle.Builder> change) {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(read(file).handle);
    change.accept(builder);
    try {
      write(file, builder.build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink cannot change the keyset", e);
    }
    keys = read(file);
  }

  /** What is in memory stays good when the file cannot be read just now. */
  private void readAgainIfChanged() {
    try {
      if (!Files.getLastModifiedTime(file).equals(keys.changed)) {
        keys = read(file);
      }
    } catch (IOException | RootKeyUnusable e) {
      LOG.error(
          "the next start will fail: the root key in {} is gone or unusable ({})",
          file,
          e.toString());
    }
  }

  private static Keys read(Path file) {
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new RootKeyUnusable("others may read the root key: chmod 600 " + file);
      }
      AeadConfig.register();
      FileTime changed = Files.getLastModifiedTime(file);
      KeysetHandle handle =
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), InsecureSecretKeyAccess.get());
      return new Keys(
          handle, handle.getPrimitive(RegistryConfiguration.get(), Aead.class), changed);
    } catch (IOException e) {
      throw new RootKeyUnusable("the root key cannot be read from " + file, e);
    } catch (GeneralSecurityException e) {
      throw new RootKeyUnusable("there is no usable keyset in " + file, e);
    }
  }

  private static void write(Path file, KeysetHandle handle) {
    try {
      String text =
          TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, text, StandardOpenOption.SYNC);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new RootKeyUnusable("the root key cannot be written to " + file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink cannot write a keyset", e);
    }
  }

  private static String name(KeysetHandle.Entry entry) {
    return "%08x".formatted(entry.getId());
  }

  private static byte[] bytes(String context) {
    return context.getBytes(StandardCharsets.UTF_8);
  }
}
