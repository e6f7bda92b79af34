package io.palimpsest.stores.internal.objects;

import io.minio.BucketExistsArgs;
import io.minio.DeleteBucketLifecycleArgs;
import io.minio.GetBucketLifecycleArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.SetBucketLifecycleArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Filter;
import io.minio.messages.LifecycleConfiguration;
import io.minio.messages.LifecycleConfiguration.AbortIncompleteMultipartUpload;
import io.minio.messages.LifecycleConfiguration.Expiration;
import io.minio.messages.Status;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bucket that is made when it is absent, perhaps with a last net: the store itself deletes what
 * is older than anything in it may become.
 */
final class Bucket {
  private static final Logger LOG = LoggerFactory.getLogger(Bucket.class);

  private final MinioClient client;
  private final String name;
  private final OptionalInt lastNetDays;
  private volatile boolean there;

  Bucket(MinioClient client, String name, OptionalInt lastNetDays) {
    this.client = client;
    this.name = name;
    this.lastNetDays = lastNetDays;
  }

  String name() {
    return name;
  }

  /** Makes the bucket unless it was seen to be there. */
  void ensure() throws MinioException {
    if (there) {
      return;
    }
    if (!client.bucketExists(BucketExistsArgs.builder().bucket(name).build())) {
      make();
    }
    if (lastNetDays.isPresent()) {
      expireAfter(lastNetDays.getAsInt());
    }
    there = true;
  }

  /** Says that the store knows no such bucket any more. */
  void forget() {
    there = false;
  }

  /** Sets or takes away the rule of the last net. */
  void lastNet(boolean on) throws MinioException {
    ensure();
    if (on && lastNetDays.isPresent()) {
      expireAfter(lastNetDays.getAsInt());
    } else {
      try {
        client.deleteBucketLifecycle(DeleteBucketLifecycleArgs.builder().bucket(name).build());
      } catch (MinioException e) {
        if (!isNotImplemented(e)) {
          throw e;
        }
      }
    }
  }

  /**
   * Whether the rule is there, 1 or 0, as the store itself says; nothing of a bucket that needs
   * none.
   */
  Map<String, Long> lastNetNumbers() throws MinioException {
    return lastNetDays.isEmpty() ? Map.of() : Map.of("last_net", hasLastNet() ? 1L : 0L);
  }

  private boolean hasLastNet() throws MinioException {
    try {
      LifecycleConfiguration rules =
          client.getBucketLifecycle(GetBucketLifecycleArgs.builder().bucket(name).build());
      return rules != null
          && rules.rules().stream().anyMatch(rule -> rule.status() == Status.ENABLED);
    } catch (MinioException e) {
      if (isNotImplemented(e)
          || e instanceof ErrorResponseException none
              && none.errorResponse().code().equals("NoSuchLifecycleConfiguration")) {
        return false;
      }
      throw e;
    }
  }

  private void make() throws MinioException {
    try {
      client.makeBucket(MakeBucketArgs.builder().bucket(name).build());
    } catch (ErrorResponseException e) {
      if (!e.errorResponse().code().startsWith("BucketAlready")) {
        throw e; // another process was faster
      }
    }
  }

  private void expireAfter(int days) throws MinioException {
    var rule =
        new LifecycleConfiguration.Rule(
            Status.ENABLED,
            new AbortIncompleteMultipartUpload(1),
            new Expiration((ZonedDateTime) null, days, null, null),
            new Filter(""),
            "last-net",
            null,
            null,
            null);
    try {
      client.setBucketLifecycle(
          SetBucketLifecycleArgs.builder()
              .bucket(name)
              .config(new LifecycleConfiguration(List.of(rule)))
              .build());
    } catch (MinioException e) {
      if (!isNotImplemented(e)) {
        throw e;
      }
      LOG.info(
          "{} has no lifecycle rules in this store; the sweep alone erases what is left", name);
    }
  }

  private static boolean isNotImplemented(MinioException e) {
    return switch (e) {
      case ErrorResponseException answered ->
          answered.response().code() == 501
              || answered.errorResponse().code().equals("NotImplemented");
      case io.minio.errors.ServerException server -> server.statusCode() == 501;
      default -> false;
    };
  }
}
