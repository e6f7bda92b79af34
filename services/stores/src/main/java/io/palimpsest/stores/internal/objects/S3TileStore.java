package io.palimpsest.stores.internal.objects;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.error.StoreUnavailable;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** One log's files in a bucket, under a folder of their own. Thread-safe. */
public final class S3TileStore implements TileStore {
  /** A store answers a few writes at once sooner than one after the other. */
  private static final int AT_ONCE = 8;

  private final S3Objects objects;
  private final String folder;

  /**
   * @param folder such as {@code 2026}
   */
  public S3TileStore(S3Objects objects, String folder) {
    this.objects = objects;
    this.folder = folder;
  }

  @Override
  public Optional<byte[]> get(String path, int limit) {
    Optional<byte[]> content = ask(() -> objects.get(name(path), limit + 1));
    if (content.isPresent() && content.get().length > limit) {
      throw new Malformed(path + " has more than " + limit + " bytes");
    }
    return content;
  }

  @Override
  public void put(String path, byte[] content) {
    ask(
        () -> {
          objects.put(name(path), content);
          return path;
        });
  }

  @Override
  public void replace(String path, Optional<byte[]> before, byte[] after) {
    if (!ask(() -> objects.replace(name(path), before, after))) {
      throw new EvidenceUnavailable(
          "another process has written " + name(path), new ConcurrentModificationException());
    }
  }

  @Override
  public void putAll(Map<String, byte[]> files) {
    Semaphore places = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writes =
          files.entrySet().stream().map(each -> threads.submit(() -> put(each, places))).toList();
      for (Future<?> write : writes) {
        write.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof EvidenceUnavailable away
          ? away
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvidenceUnavailable("interrupted while writing tiles", e);
    }
  }

  private void put(Map.Entry<String, byte[]> file, Semaphore places) {
    places.acquireUninterruptibly();
    try {
      put(file.getKey(), file.getValue());
    } finally {
      places.release();
    }
  }

  private String name(String path) {
    return folder + "/" + TileStore.checked(path);
  }

  private static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (StoreUnavailable e) {
      throw new EvidenceUnavailable(String.valueOf(e.getMessage()), e);
    }
  }
}
