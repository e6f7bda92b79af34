package io.palimpsest.platform.backups;

import io.palimpsest.platform.keys.BackupKey;
import io.palimpsest.platform.keys.KeyUnusable;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.keys.RootKeyUnusable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Opens copies, once nothing of them is wrong. */
final class CopyReader {
  private static final int BUFFER = 64 * 1024;

  private final RootKey root;
  private final BackupVault vault;
  private final BackupFolder folder;

  CopyReader(RootKey root, BackupVault vault, BackupFolder folder) {
    this.root = root;
    this.vault = vault;
    this.folder = folder;
  }

  /** A copy that is whole and as it was made, and its key. */
  record Checked(Manifest manifest, BackupKey key) {}

  /**
   * Checks key, manifest and every byte of the rows.
   *
   * @throws BackupRefused naming what is wrong
   */
  Checked check(Manifest.Sealed sealed) {
    Manifest manifest = sealed.manifest();
    String what = manifest.name().kind().key() + " of " + manifest.name().piece();
    BackupKey key = key(manifest, what);
    try {
      sealed.check(key);
    } catch (KeyUnusable e) {
      throw new BackupRefused("the manifest of " + what + " was altered", e);
    }
    Path file = folder.rows(manifest.name());
    if (!Files.isRegularFile(file)) {
      throw new BackupRefused("the rows of " + what + " are missing: " + file.getFileName());
    }
    try {
      if (Files.size(file) != manifest.bytes() || !digest(file).equals(manifest.sha256())) {
        throw new BackupRefused("the rows of " + what + " were altered or cut off");
      }
    } catch (IOException e) {
      throw new BackupRefused("the rows of " + what + " cannot be read: " + e.getMessage(), e);
    }
    return new Checked(manifest, key);
  }

  /**
   * Puts a copy's rows back.
   *
   * @throws BackupRefused when it does not open, or holds another number of rows than it says
   */
  long read(Checked copy, BackupStore store) {
    CopyName name = copy.manifest().name();
    long rows;
    try (InputStream file = Files.newInputStream(folder.rows(name));
        InputStream opened = copy.key().decrypting(new BufferedInputStream(file, BUFFER));
        InputStream unpacked = new GZIPInputStream(opened, BUFFER)) {
      rows = store.read(name.piece(), unpacked);
    } catch (IOException e) {
      throw new BackupRefused(
          name.kind().key() + " of " + name.piece() + " cannot be put back: " + e.getMessage(), e);
    }
    if (rows != copy.manifest().rows()) {
      throw new BackupRefused(
          name.kind().key()
              + " of "
              + name.piece()
              + " holds "
              + rows
              + " rows, not "
              + copy.manifest().rows());
    }
    return rows;
  }

  private BackupKey key(Manifest manifest, String what) {
    byte[] wrapped =
        manifest
            .wrapped()
            .map(text -> Base64.getDecoder().decode(text))
            .or(() -> vault.find(manifest.name().key()).filter(there -> there.length > 0))
            .orElseThrow(
                () ->
                    new BackupRefused(
                        "the key of "
                            + what
                            + " is not in the vault: it was destroyed, or the vault is lost"));
    try {
      return BackupKey.open(root, wrapped, manifest.name().text());
    } catch (RootKeyUnusable | KeyUnusable e) {
      throw new BackupRefused("the root key is not the one that " + what + " is under", e);
    }
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = Backups.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      while (in.read(buffer) >= 0) {
        // only the digest is wanted
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
