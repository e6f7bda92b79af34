package io.palimpsest.stores.internal.objects;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.stores.ObjectStoreSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** A region's uploads in the bucket {@code palimpsest-upload-{region}}. Thread-safe. */
public final class S3UploadStore implements UploadStore, AutoCloseable {
  /** Uploads are gone by the end of their day; S3 counts whole days. */
  private static final OptionalInt LAST_NET = OptionalInt.of(1);

  /** Names at once where hardly any of those asked for should be left. */
  private static final int LISTED = 100;

  private final S3Objects objects;

  private S3UploadStore(S3Objects objects) {
    this.objects = objects;
  }

  /** Opens the store. When it does not answer now, its bucket is made with the first upload. */
  public static S3UploadStore open(Region region, ObjectStoreSettings settings) {
    S3UploadStore store = attach(region, settings);
    store.objects.prepare();
    return store;
  }

  /** The store as it is, whether or not it answers now; nothing is made. */
  public static S3UploadStore attach(Region region, ObjectStoreSettings settings) {
    return new S3UploadStore(
        S3Objects.attach("uploads " + region, "palimpsest-upload-" + region, LAST_NET, settings));
  }

  @Override
  public void stage(UploadKey key, byte[] content) {
    objects.put(key.path(), seal(key, content));
  }

  @Override
  public void erase(UploadKey key) {
    eraseNamed(key.path());
  }

  @Override
  public boolean exists(UploadKey key) {
    return objects.exists(key.path());
  }

  @Override
  public void erase(Collection<UploadKey> keys) {
    objects.erase(keys.stream().map(UploadKey::path).toList());
  }

  /** By listings: a question for each object took most of a sweep's time. */
  @Override
  public Set<UploadKey> existing(Collection<UploadKey> keys) {
    NavigableMap<String, UploadKey> asked = new TreeMap<>();
    keys.forEach(each -> asked.put(each.path(), each));
    Set<UploadKey> existing = new HashSet<>();
    if (asked.isEmpty()) {
      return existing;
    }
    String first = asked.firstKey();
    String after = first.substring(0, first.length() - 1); // so that the first is behind it
    List<String> listed;
    do {
      listed = list(after, LISTED);
      listed.stream().filter(asked::containsKey).map(asked::get).forEach(existing::add);
      after = listed.isEmpty() ? after : listed.getLast();
    } while (listed.size() == LISTED && after.compareTo(asked.lastKey()) < 0);
    return existing;
  }

  @Override
  public List<String> list(String after, int limit) {
    return objects.list("", after, limit).stream().map(S3Objects.Listed::name).toList();
  }

  @Override
  public void lastNet(boolean on) {
    objects.lastNet(on);
  }

  @Override
  public void eraseNamed(String object) {
    objects.erase(object);
  }

  /** Asks whether the bucket is there. */
  public StoreHealth probe() {
    return objects.probe();
  }

  @Override
  public void close() {
    objects.close();
  }

  /**
   * Under a key of this write alone, which nobody has once this method has returned; bound to the
   * object's name.
   */
  private static byte[] seal(UploadKey key, byte[] content) {
    try {
      return new AesGcmJce(Random.randBytes(32))
          .encrypt(content, key.path().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }
}
