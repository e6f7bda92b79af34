package io.palimpsest.platform.backups;

import io.palimpsest.platform.backups.BackupLimits.Limit;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.BackupKey;
import io.palimpsest.platform.keys.RootKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Makes copies of what the policies let be backed up: each piece compressed, encrypted under a key
 * of its own, and gone with its data or its own period, whichever ends first. A day that is over is
 * copied once; the running day every time.
 */
public final class Backups {
  private static final int BUFFER = 64 * 1024;

  private final RootKey root;
  private final BackupLimits limits;
  private final Clock clock;

  public Backups(RootKey root, BackupLimits limits, Clock clock) {
    this.root = root;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param written pieces that were copied
   * @param kept pieces whose copy is complete already
   * @param withheld pieces that a policy lets nobody back up
   * @param rows copied
   */
  public record Made(int written, int kept, int withheld, long rows) {}

  /**
   * Brings a folder's copies of one class in one place up to date.
   *
   * @param vault of the same place
   * @param checkpoint the newest of its evidence log
   * @throws BackupRefused when the folder cannot be used
   * @throws StoreUnavailable when a store does not answer; what was copied until then stands
   */
  public Made copy(
      BackupStore store,
      BackupVault vault,
      BackupFolder folder,
      Supplier<Optional<String>> checkpoint) {
    folder.sweep(store.kind(), store.place());
    Set<String> keys = Set.copyOf(vault.names(CopyName.KEYS + store.kind().key() + "/"));
    LocalDate today = LocalDate.ofInstant(clock.instant(), store.zone());
    int written = 0;
    int kept = 0;
    int withheld = 0;
    long rows = 0;
    for (Piece piece : store.pieces()) {
      if (piece.day().isAfter(today)) {
        continue;
      }
      Optional<Limit> limit = limits.of(store.kind(), piece);
      if (limit.isEmpty()) {
        withheld++;
        continue;
      }
      Optional<LocalDate> until = limit.get().goneBy(piece.day(), today);
      if (until.isPresent() && !today.isBefore(until.get())) {
        continue; // it is about to go
      }
      Optional<Manifest> old =
          folder.find(store.kind(), store.place(), piece).map(Manifest.Sealed::manifest);
      if (old.isPresent() && opens(old.get(), keys, folder) && isGood(old.get(), store, today)) {
        kept++;
        continue;
      }
      CopyName name =
          new CopyName(
              store.kind(), store.place(), piece, today, until, UUID.randomUUID().toString());
      long copied = write(store, name, vault, folder, checkpoint.get());
      if (copied > 0) {
        old.ifPresent(before -> erase(before.name(), vault, folder));
        written++;
        rows += copied;
      }
    }
    return new Made(written, kept, withheld, rows);
  }

  /** Whether it would open again, as far as that is told without opening it. */
  private static boolean opens(Manifest old, Set<String> keys, BackupFolder folder) {
    boolean key = old.wrapped().isPresent() || keys.contains(old.name().key());
    return key && Files.exists(folder.rows(old.name()));
  }

  /** One that would be gone tomorrow is made anew today, so that there is one every day. */
  private static boolean isGood(Manifest old, BackupStore store, LocalDate today) {
    boolean lasts = old.name().until().map(end -> end.isAfter(today.plusDays(1))).orElse(true);
    return old.complete() && lasts && old.schema() == store.schema();
  }

  private static void erase(CopyName name, BackupVault vault, BackupFolder folder) {
    folder.erase(name);
    vault.erase(name.key());
  }

  private long write(
      BackupStore store,
      CopyName name,
      BackupVault vault,
      BackupFolder folder,
      Optional<String> checkpoint) {
    Instant at = clock.instant();
    BackupKey key = BackupKey.create(root, name.text());
    boolean forEver = name.until().isEmpty();
    if (!forEver) {
      vault.put(name.key(), key.wrapped()); // before there is anything that only it opens
    }
    Path file = folder.rows(name);
    boolean done = false;
    try {
      folder.make(name);
      MessageDigest digest = sha256();
      long rows = write(store, name.piece(), key, file, digest);
      if (rows > 0) {
        Manifest manifest =
            new Manifest(
                name,
                at,
                store.isOver(name.piece(), at),
                store.schema(),
                rows,
                HexFormat.of().formatHex(digest.digest()),
                Files.size(file),
                checkpoint,
                forEver
                    ? Optional.of(Base64.getEncoder().encodeToString(key.wrapped()))
                    : Optional.empty());
        done = true; // whatever breaks from here on, a copy that is named is not taken back
        folder.commit(name, manifest.sealed(key));
      }
      return rows;
    } catch (IOException e) {
      throw new BackupRefused("the copy of " + name.piece() + " broke off: " + e.getMessage(), e);
    } finally {
      if (!done) {
        erase(name, vault, folder);
      }
    }
  }

  private static long write(
      BackupStore store, Piece piece, BackupKey key, Path file, MessageDigest digest)
      throws IOException {
    long rows;
    try (OutputStream digested = new DigestOutputStream(Files.newOutputStream(file), digest);
        OutputStream sealed = key.encrypting(digested);
        GZIPOutputStream packed = new GZIPOutputStream(sealed, BUFFER)) {
      rows = store.write(piece, packed);
    }
    BackupFolder.force(file);
    return rows;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
