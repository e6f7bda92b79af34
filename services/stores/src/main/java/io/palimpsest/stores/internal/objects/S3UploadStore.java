package io.palimpsest.stores.internal.objects;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.stores.ObjectStoreSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** A region's uploads in the bucket {@code palimpsest-upload-{region}}. Thread-safe. */
public final class S3UploadStore implements UploadStore, AutoCloseable {
  /** Uploads are gone by the end of their day; S3 counts whole days. */
  private static final OptionalInt LAST_NET = OptionalInt.of(1);

  /** Questions at once: a store answers a few sooner than one after the other. */
  private static final int AT_ONCE = 16;

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

  @Override
  public Set<UploadKey> existing(Collection<UploadKey> keys) {
    Semaphore places = new Semaphore(AT_ONCE);
    Set<UploadKey> existing = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asked = new ArrayList<>();
      for (UploadKey key : keys) {
        asked.add(
            threads.submit(
                () -> {
                  places.acquireUninterruptibly();
                  try {
                    return exists(key) && existing.add(key);
                  } finally {
                    places.release();
                  }
                }));
      }
      for (Future<?> each : asked) {
        each.get();
      }
      return existing;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreUnavailable away
          ? away
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("uploads", "look for " + keys.size() + " objects", e);
    }
  }

  @Override
  public List<String> list(int limit) {
    return objects.list("", "", limit).stream().map(S3Objects.Listed::name).toList();
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
