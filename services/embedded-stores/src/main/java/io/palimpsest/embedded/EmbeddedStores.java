package io.palimpsest.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The three stores, started side by side and stopped together. The data folder is locked meanwhile:
 * one process uses it.
 *
 * <pre>{@code
 * try (EmbeddedStores stores = EmbeddedStores.start(settings, ProgressListener.none())) {
 *   StoreAddresses addresses = stores.addresses();
 * }
 * }</pre>
 */
public final class EmbeddedStores implements AutoCloseable {
  private final FileChannel lock;
  private final Spawner spawner = new Spawner();
  private final EmbeddedMariaDb mariaDb;
  private final EmbeddedElasticsearch elasticsearch;
  private final EmbeddedS3 s3;

  private EmbeddedStores(EmbeddedSettings settings, FileChannel lock, ProgressListener progress) {
    Account account = Account.current();
    this.lock = lock;
    this.mariaDb = new EmbeddedMariaDb(settings, account, spawner, progress);
    this.elasticsearch = new EmbeddedElasticsearch(settings, account, spawner, progress);
    this.s3 = new EmbeddedS3(settings, progress);
  }

  /**
   * Starts what there is; returns when all three answer. When one cannot be started the others are
   * stopped again.
   *
   * @throws StartFailed in words for the person at the terminal
   */
  public static EmbeddedStores start(EmbeddedSettings settings, ProgressListener progress) {
    EmbeddedStores stores = prepare(settings, progress);
    try {
      stores.startAll();
      return stores;
    } catch (RuntimeException e) {
      stores.close();
      throw e;
    }
  }

  /**
   * The three stores, none of them started: for whoever starts them one by one.
   *
   * @throws StartFailed when another process uses the data folder
   */
  public static EmbeddedStores prepare(EmbeddedSettings settings, ProgressListener progress) {
    return new EmbeddedStores(settings, lock(settings.dataFolder()), progress);
  }

  public EmbeddedMariaDb mariaDb() {
    return mariaDb;
  }

  public EmbeddedElasticsearch elasticsearch() {
    return elasticsearch;
  }

  public EmbeddedS3 s3() {
    return s3;
  }

  /** Where they answer, once they are started. */
  public StoreAddresses addresses() {
    return new StoreAddresses(
        mariaDb.server(),
        mariaDb.user(),
        mariaDb.password(),
        s3.endpoint(),
        s3.accessKey(),
        s3.secretKey(),
        elasticsearch.url());
  }

  /** Stops all that run, and waits for their end. */
  @Override
  public void close() {
    inParallel(List.of(run(mariaDb::stop), run(elasticsearch::stop), run(s3::stop)));
    spawner.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void startAll() {
    inParallel(List.of(run(mariaDb::start), run(elasticsearch::start), run(s3::start)));
  }

  /** Runs all to their end, then throws the first failure. */
  private static void inParallel(List<Callable<Boolean>> works) {
    @Nullable Throwable failure = null;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> each : threads.invokeAll(works)) {
        try {
          each.get();
        } catch (ExecutionException e) {
          failure = failure == null ? e.getCause() : failure;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("interrupted", e);
    }
    if (failure != null) {
      throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }
  }

  private static Callable<Boolean> run(Runnable work) {
    return () -> {
      work.run();
      return true;
    };
  }

  private static FileChannel lock(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("stores.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() != null) {
          return channel;
        }
      } catch (OverlappingFileLockException e) {
        // Ourselves, another time.
      }
      channel.close();
      throw new StartFailed("the data folder " + folder + " is in use by another palimpsest");
    } catch (IOException e) {
      throw new StartFailed("the data folder " + folder + " cannot be used: " + e, e);
    }
  }
}
