package io.palimpsest.stores.internal.objects;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.stores.ObjectStoreSettings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A region's uploads in the bucket {@code palimpsest-upload-{region}}. Thread-safe. */
public final class S3UploadStore implements UploadStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(S3UploadStore.class);

  /**
   * The client splits what is larger, and the parts of a write that broke off are in no listing.
   * Uploads end at 10 MiB of Base64, so nothing is ever split.
   */
  private static final long NEVER_SPLIT = 256L << 20;

  private static final Set<String> ABSENT =
      Set.of("NoSuchKey", "NoSuchObject", "NotFound", "NoSuchBucket");

  private final String name;
  private final OkHttpClient http;
  private final MinioClient client;
  private final Bucket bucket;

  private S3UploadStore(Region region, ObjectStoreSettings settings) {
    this.name = "uploads " + region;
    this.http =
        new OkHttpClient.Builder()
            .socketFactory(new PromptSockets())
            .connectTimeout(Duration.ofSeconds(1))
            .readTimeout(Duration.ofSeconds(4))
            .writeTimeout(Duration.ofSeconds(4))
            .callTimeout(Duration.ofSeconds(8))
            .connectionPool(new ConnectionPool(32, 1, java.util.concurrent.TimeUnit.MINUTES))
            .build();
    http.dispatcher().setMaxRequestsPerHost(256);
    http.dispatcher().setMaxRequests(256);
    this.client =
        MinioClient.builder()
            .endpoint(settings.endpoint().toString())
            .region("us-east-1") // else the client asks for the bucket's region first
            .credentials(settings.accessKey(), settings.secretKey())
            .httpClient(http)
            .build();
    this.bucket = new Bucket(client, "palimpsest-upload-" + region);
  }

  /** Opens the store. When it does not answer now, its bucket is made with the first upload. */
  public static S3UploadStore open(Region region, ObjectStoreSettings settings) {
    S3UploadStore store = new S3UploadStore(region, settings);
    try {
      store.bucket.ensure();
    } catch (MinioException e) {
      LOG.warn("{} do not answer yet: {}", store.name, e.getClass().getSimpleName());
    }
    return store;
  }

  /** The store as it is, whether or not it answers now; nothing is made. */
  public static S3UploadStore attach(Region region, ObjectStoreSettings settings) {
    return new S3UploadStore(region, settings);
  }

  @Override
  public void stage(UploadKey key, byte[] content) {
    byte[] sealed = seal(key, content);
    ask(
        "stage " + key,
        () -> {
          try {
            put(key, sealed);
          } catch (ErrorResponseException e) {
            if (!e.errorResponse().code().equals("NoSuchBucket")) {
              throw e;
            }
            bucket.forget();
            put(key, sealed);
          }
          return key;
        });
  }

  @Override
  public void erase(UploadKey key) {
    eraseNamed(key.path());
  }

  @Override
  public boolean exists(UploadKey key) {
    return ask(
        "look for " + key,
        () -> {
          try {
            client.statObject(
                StatObjectArgs.builder().bucket(bucket.name()).object(key.path()).build());
            return true;
          } catch (ErrorResponseException e) {
            return !absent(e);
          }
        });
  }

  @Override
  public List<String> list(int limit) {
    return ask(
        "list",
        () -> {
          List<String> names = new ArrayList<>();
          if (limit == 0) {
            return names;
          }
          var args =
              ListObjectsArgs.builder()
                  .bucket(bucket.name())
                  .recursive(true)
                  .maxKeys(Math.min(limit, 1000))
                  .build();
          try {
            for (Result<Item> each : client.listObjects(args)) {
              names.add(each.get().objectName());
              if (names.size() == limit) {
                break;
              }
            }
          } catch (ErrorResponseException e) {
            absent(e);
          }
          return names;
        });
  }

  @Override
  public void eraseNamed(String object) {
    ask(
        "erase " + object,
        () -> {
          try {
            client.removeObject(
                RemoveObjectArgs.builder().bucket(bucket.name()).object(object).build());
          } catch (ErrorResponseException e) {
            absent(e);
          }
          return object;
        });
  }

  /** Asks whether the bucket is there. */
  public StoreHealth probe() {
    try {
      bucket.ensure();
      client
          .listObjects(ListObjectsArgs.builder().bucket(bucket.name()).maxKeys(1).build())
          .iterator()
          .hasNext();
      return new StoreHealth(name, true, bucket.name(), Map.of());
    } catch (MinioException | RuntimeException e) {
      return new StoreHealth(
          name, false, "does not answer (" + e.getClass().getSimpleName() + ")", Map.of());
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private void put(UploadKey key, byte[] sealed) throws MinioException {
    bucket.ensure();
    client.putObject(
        PutObjectArgs.builder().bucket(bucket.name()).object(key.path()).stream(
                new ByteArrayInputStream(sealed), (long) sealed.length, NEVER_SPLIT)
            .contentType("application/octet-stream")
            .build());
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

  /** True when the store says that there is no such thing; else throws what it said. */
  private static boolean absent(ErrorResponseException e) throws ErrorResponseException {
    if (ABSENT.contains(e.errorResponse().code())) {
      return true;
    }
    throw e;
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask() throws MinioException;
  }

  private <T> T ask(String asked, Question<T> question) {
    try {
      return question.ask();
    } catch (MinioException e) {
      throw new StoreUnavailable(name, asked, e);
    } catch (IllegalStateException e) {
      throw new StoreUnavailable(name, asked, e); // the client was closed under a caller
    }
  }
}
