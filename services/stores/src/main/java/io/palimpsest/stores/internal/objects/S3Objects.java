package io.palimpsest.stores.internal.objects;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.Item;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.stores.ObjectStoreSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of one bucket. Times out after 1 s (connect), 4 s (silence), 8 s (all). Every method
 * throws {@link StoreUnavailable} when the store does not answer or refuses. Thread-safe.
 */
public final class S3Objects implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(S3Objects.class);

  /**
   * The client splits what is larger, and the parts of a write that broke off are in no listing.
   * Uploads end at 10 MiB of Base64, so nothing is ever split.
   */
  private static final long NEVER_SPLIT = 256L << 20;

  /** As many as the store lists at once. */
  private static final int PAGE = 1000;

  /**
   * A quarter of what S3 allows: a busy MinIO takes a second to delete a thousand (2026-11), and
   * its answer is waited for no longer than four.
   */
  private static final int ERASED_AT_ONCE = 250;

  private static final Set<String> ABSENT =
      Set.of("NoSuchKey", "NoSuchObject", "NotFound", "NoSuchBucket");

  /** What a condition that does not hold is answered with. */
  private static final Set<String> CHANGED =
      Set.of("PreconditionFailed", "ConditionalRequestConflict");

  private final String name;
  private final OkHttpClient http;
  private final MinioClient client;
  private final Bucket bucket;

  /**
   * An object that is there.
   *
   * @param written when, by the store's clock
   */
  public record Listed(String name, Instant written) {}

  private S3Objects(
      String name, String bucketName, OptionalInt lastNetDays, ObjectStoreSettings settings) {
    this.name = name;
    this.http =
        new OkHttpClient.Builder()
            .socketFactory(new PromptSockets())
            .connectTimeout(Duration.ofSeconds(1))
            .readTimeout(Duration.ofSeconds(4))
            .writeTimeout(Duration.ofSeconds(4))
            .callTimeout(Duration.ofSeconds(8))
            .connectionPool(new ConnectionPool(32, 1, TimeUnit.MINUTES))
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
    this.bucket = new Bucket(client, bucketName, lastNetDays);
  }

  /**
   * The bucket as it is, whether or not it answers now; nothing is made.
   *
   * @param name for messages, such as {@code uploads eu-frankfurt}
   * @param lastNetDays after which the store itself deletes what is there
   */
  public static S3Objects attach(
      String name, String bucketName, OptionalInt lastNetDays, ObjectStoreSettings settings) {
    return new S3Objects(name, bucketName, lastNetDays, settings);
  }

  /** Makes the bucket; when the store does not answer now, it is made with the first write. */
  public void prepare() {
    try {
      bucket.ensure();
    } catch (MinioException | IllegalStateException e) { // the latter when nobody listens there
      LOG.warn("{} do not answer yet: {}", name, e.getClass().getSimpleName());
    }
  }

  /** Writes the object by one single put. */
  public void put(String object, byte[] content) {
    ask(
        "write " + object,
        () -> {
          try {
            putOnce(object, content);
          } catch (ErrorResponseException e) {
            if (!e.errorResponse().code().equals("NoSuchBucket")) {
              throw e;
            }
            bucket.forget();
            putOnce(object, content);
          }
          return object;
        });
  }

  /**
   * Writes the object by one single put, if it is still what it was: by a condition on its tag,
   * which the store sees to. One that knows no conditions is only asked before.
   *
   * @param before its content; empty when there must be no such object
   * @return false when it is another, and then nothing is written
   */
  public boolean replace(String object, Optional<byte[]> before, byte[] after) {
    return ask(
        "replace " + object,
        () -> {
          Optional<Tagged> there = tagged(object);
          if (!Arrays.equals(there.map(Tagged::content).orElse(null), before.orElse(null))) {
            return false;
          }
          Map<String, String> condition =
              there.map(now -> Map.of("If-Match", now.tag)).orElse(Map.of("If-None-Match", "*"));
          try {
            putOnce(object, after, condition);
          } catch (ErrorResponseException e) {
            if (CHANGED.contains(e.errorResponse().code())) {
              return false;
            }
            if (!e.errorResponse().code().equals("NotImplemented")) {
              throw e;
            }
            putOnce(object, after, Map.of());
          }
          return true;
        });
  }

  private record Tagged(byte[] content, String tag) {}

  private Optional<Tagged> tagged(String object) throws MinioException {
    try (var answer =
        client.getObject(GetObjectArgs.builder().bucket(bucket.name()).object(object).build())) {
      String tag = String.valueOf(answer.headers().get("ETag"));
      return Optional.of(new Tagged(answer.readAllBytes(), tag));
    } catch (ErrorResponseException e) {
      absent(e);
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreUnavailable(name, "read " + object, e);
    }
  }

  /** The whole object; empty when it is not there. */
  public Optional<byte[]> get(String object) {
    return get(object, Integer.MAX_VALUE);
  }

  /** As many of the object's first bytes; empty when it is not there. */
  public Optional<byte[]> get(String object, int limit) {
    return ask(
        "read " + object,
        () -> {
          try (var answer =
              client.getObject(
                  GetObjectArgs.builder().bucket(bucket.name()).object(object).build())) {
            return Optional.of(answer.readNBytes(limit));
          } catch (ErrorResponseException e) {
            absent(e);
            return Optional.empty();
          } catch (IOException e) {
            throw new StoreUnavailable(name, "read " + object, e);
          }
        });
  }

  public boolean exists(String object) {
    return ask(
        "look for " + object,
        () -> {
          try {
            client.statObject(
                StatObjectArgs.builder().bucket(bucket.name()).object(object).build());
            return true;
          } catch (ErrorResponseException e) {
            return !absent(e);
          }
        });
  }

  /**
   * Objects in the store's order.
   *
   * @param prefix of their names; empty for all
   * @param after only names behind this one; empty for the first ones
   */
  public List<Listed> list(String prefix, String after, int limit) {
    return ask(
        "list",
        () -> {
          List<Listed> found = new ArrayList<>();
          if (limit == 0) {
            return found;
          }
          var args =
              ListObjectsArgs.builder()
                  .bucket(bucket.name())
                  .prefix(prefix)
                  .startAfter(after.isEmpty() ? null : after)
                  .recursive(true)
                  .maxKeys(Math.min(limit, PAGE))
                  .build();
          try {
            for (Result<Item> each : client.listObjects(args)) {
              Item item = each.get();
              found.add(new Listed(item.objectName(), item.lastModified().toInstant()));
              if (found.size() == limit) {
                break;
              }
            }
          } catch (ErrorResponseException e) {
            absent(e);
          }
          return found;
        });
  }

  /** Erases the object; no error when it is not there. */
  public void erase(String object) {
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

  /** Erases these objects, many with each request; no error for those that are not there. */
  public void erase(Collection<String> names) {
    List<String> all = List.copyOf(names);
    for (int from = 0; from < all.size(); from += ERASED_AT_ONCE) {
      eraseSome(all.subList(from, Math.min(from + ERASED_AT_ONCE, all.size())));
    }
  }

  private void eraseSome(List<String> names) {
    ask(
        "erase " + names.size() + " objects",
        () -> {
          try {
            for (Result<DeleteResult.Error> each :
                client.removeObjects(
                    RemoveObjectsArgs.builder()
                        .bucket(bucket.name())
                        .objects(names.stream().map(DeleteRequest.Object::new).toList())
                        .build())) {
              String code = each.get().code();
              if (!ABSENT.contains(code)) {
                throw new IllegalStateException("the store keeps an object: " + code);
              }
            }
          } catch (ErrorResponseException e) {
            absent(e);
          }
          return names;
        });
  }

  /** Sets or takes away the rule by which the store itself deletes what is old. */
  public void lastNet(boolean on) {
    ask(
        "set the last net",
        () -> {
          bucket.lastNet(on);
          return on;
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
      return new StoreHealth(name, true, bucket.name(), bucket.lastNetNumbers());
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

  private void putOnce(String object, byte[] content) throws MinioException {
    putOnce(object, content, Map.of());
  }

  private void putOnce(String object, byte[] content, Map<String, String> headers)
      throws MinioException {
    bucket.ensure();
    client.putObject(
        PutObjectArgs.builder().bucket(bucket.name()).object(object).stream(
                new ByteArrayInputStream(content), (long) content.length, NEVER_SPLIT)
            .contentType("application/octet-stream")
            .extraHeaders(headers)
            .build());
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
