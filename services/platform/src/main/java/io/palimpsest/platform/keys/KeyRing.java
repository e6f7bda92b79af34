package io.palimpsest.platform.keys;

import com.google.crypto.tink.Aead;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One region's keys, opened: root key, under it the region key, under that the days' and the
 * tenants' pseudonym keys, and under a day's key its subjects'. An opened key stays in memory for a
 * minute at most, and not beyond {@link #close}; subject keys are never kept. Every method throws
 * {@link StoreUnavailable} when the key store cannot be reached, and {@link KeyUnusable} when a key
 * is not under the one above it. Thread-safe.
 */
public final class KeyRing implements AutoCloseable {
  /** Another process notices within this time that a key was destroyed. */
  static final Duration LIFE = Duration.ofMinutes(1);

  /** A month of days and the pseudonym keys of the busiest tenants. */
  static final int LIMIT = 1000;

  private static final KeyName REGION = new KeyName.OfRegion();

  private final Region region;
  private final RootKey root;
  private final KeyStore store;
  private final KeyCache cache;

  private KeyRing(Region region, RootKey root, KeyStore store, Clock clock) {
    this.region = region;
    this.root = root;
    this.store = store;
    this.cache = new KeyCache(clock, LIFE, LIMIT);
  }

  /**
   * Opens the region's keys; a region that has none yet gets its region key now.
   *
   * @throws RootKeyUnusable when the region key is under another root key, or is lost while keys
   *     under it are there
   */
  public static KeyRing open(Region region, RootKey root, KeyStore store, Clock clock) {
    KeyRing ring = new KeyRing(region, root, store, clock);
    ring.regionKey();
    return ring;
  }

  /** The day's key; made now when there is none. */
  public DayKey dayKey(LocalDate day) {
    KeyName name = new KeyName.OfDay(day);
    return cache.get(
        name.text(), DayKey.class, () -> opened(day, findOrMake(name, Keysets::newSealingKey)));
  }

  /** The day's key; empty when there is none, for then all that was under it is lost. */
  public Optional<DayKey> dayKeyIfThere(LocalDate day) {
    KeyName name = new KeyName.OfDay(day);
    try {
      return Optional.of(
          cache.get(
              name.text(),
              DayKey.class,
              () -> opened(day, store.find(name).orElseThrow(NoSuchElementException::new))));
    } catch (NoSuchElementException e) {
      return Optional.empty();
    }
  }

  /** Drops the opened key, so that the next to ask looks into the store. */
  public void forget(LocalDate day) {
    cache.forget(new KeyName.OfDay(day).text());
  }

  /** Drops all opened keys. */
  public void forgetAll() {
    cache.clear();
  }

  /** Days that have a key, ascending: asked from the store. */
  public List<LocalDate> days() {
    return store.names(KeyName.OfDay.PREFIX).stream()
        .map(name -> LocalDate.parse(name.substring(KeyName.OfDay.PREFIX.length())))
        .toList();
  }

  /**
   * The keys of a tenant's pseudonyms, the newest first. A first one is made when there is none.
   * What is stored under a pseudonym is stored under those of all keys, so that a process which
   * does not know the newest yet finds it too.
   */
  @SuppressWarnings("unchecked")
  public List<PseudonymKey> pseudonymKeys(TenantId tenant) {
    return cache.get(
        KeyName.OfPseudonyms.prefix(tenant),
        List.class,
        () -> {
          int newest = Math.max(1, newestVersion(tenant));
          List<PseudonymKey> keys = new ArrayList<>();
          for (int version = newest; version >= 1; version--) {
            KeyName name = new KeyName.OfPseudonyms(tenant, version);
            Optional<byte[]> wrapped =
                version == newest
                    ? Optional.of(findOrMake(name, Keysets::newPseudonymKey))
                    : store.find(name);
            int number = version;
            wrapped.ifPresent(
                key ->
                    keys.add(
                        new PseudonymKey(
                            number, Keysets.pseudonymKey(key, this::unwrap, context(name)))));
          }
          return List.copyOf(keys);
        });
  }

  /**
   * Gives a tenant a new pseudonym key. The old ones go on leading to what is stored.
   *
   * @return the new version
   */
  public int renewPseudonymKey(TenantId tenant) {
    int version = newestVersion(tenant) + 1;
    findOrMake(new KeyName.OfPseudonyms(tenant, version), Keysets::newPseudonymKey);
    cache.forget(KeyName.OfPseudonyms.prefix(tenant));
    return version;
  }

  /**
   * Destroys a tenant's pseudonym keys: nothing leads from a reference or a document to what is
   * stored any more. Another process may go on with them for a minute.
   *
   * @return how many there were
   */
  public int destroyPseudonymKeys(TenantId tenant) {
    String prefix = KeyName.OfPseudonyms.prefix(tenant);
    int destroyed = 0;
    for (String name : store.names(prefix)) {
      int version = Integer.parseInt(name.substring(prefix.length()));
      destroyed += store.destroy(new KeyName.OfPseudonyms(tenant, version)) ? 1 : 0;
    }
    cache.forget(prefix);
    return destroyed;
  }

  /** How the region's wrapped key is called when it is sealed under the root key. */
  public static String rootContext(Region region) {
    return region + " region key";
  }

  @Override
  public void close() {
    forgetAll();
  }

  private Aead regionKey() {
    return cache.get(REGION.text(), Aead.class, this::loadRegionKey);
  }

  private Aead loadRegionKey() {
    Optional<byte[]> there = store.find(REGION);
    if (there.isEmpty() && !store.names("").isEmpty()) {
      throw new RootKeyUnusable(
          "the region key of " + region + " is lost, and keys under it are there");
    }
    String context = rootContext(region);
    byte[] wrapped =
        there.orElseGet(
            () -> store.putIfAbsent(REGION, Keysets.newSealingKey(root::seal, context)));
    return Keysets.sealingKey(wrapped, root::unseal, context);
  }

  private DayKey opened(LocalDate day, byte[] wrapped) {
    KeyName name = new KeyName.OfDay(day);
    return new DayKey(
        region.name(), day, wrapped, Keysets.sealingKey(wrapped, this::unwrap, context(name)));
  }

  private byte[] findOrMake(KeyName name, BiFunction<Keysets.Sealing, String, byte[]> make) {
    return store
        .find(name)
        .orElseGet(() -> store.putIfAbsent(name, make.apply(this::wrap, context(name))));
  }

  private int newestVersion(TenantId tenant) {
    String prefix = KeyName.OfPseudonyms.prefix(tenant);
    return store.names(prefix).stream()
        .mapToInt(name -> Integer.parseInt(name.substring(prefix.length())))
        .max()
        .orElse(0);
  }

  private byte[] wrap(byte[] plain, String context) {
    return Keysets.seal(regionKey(), plain, context);
  }

  private byte[] unwrap(byte[] wrapped, String context) throws GeneralSecurityException {
    return Keysets.open(regionKey(), wrapped, context);
  }

  private String context(KeyName name) {
    return region + " key " + name.text();
  }
}
