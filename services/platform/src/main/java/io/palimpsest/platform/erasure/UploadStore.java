package io.palimpsest.platform.erasure;

import io.palimpsest.platform.error.StoreUnavailable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One region's bucket of uploads under work. Content is encrypted under a key of its own that lives
 * in this process only and is never stored: after a crash nobody can read the object, and the sweep
 * erases it. Every method throws {@link StoreUnavailable} when the store cannot be reached.
 */
public interface UploadStore {

  /**
   * Stores the upload by one single write; when this throws, the object may or may not be there.
   */
  void stage(UploadKey key, byte[] content);

  /** Erases the object; no error when it is not there. */
  void erase(UploadKey key);

  /** Whether the store itself still has the object. */
  boolean exists(UploadKey key);

  /** Erases up to a thousand objects; when this throws, any of them may have been erased. */
  default void erase(Collection<UploadKey> keys) {
    keys.forEach(this::erase);
  }

  /**
   * Those of the objects that the store itself still has. They should lie close together in its
   * order: all between them may be listed.
   */
  default Set<UploadKey> existing(Collection<UploadKey> keys) {
    return keys.stream().filter(this::exists).collect(Collectors.toSet());
  }

  /** The first names of {@link #list(String, int)}. */
  default List<String> list(int limit) {
    return list("", limit);
  }

  /**
   * Names of the objects in the bucket, in the store's order, at most {@code limit}. Names that are
   * no {@link UploadKey} are among them: a sweep must see everything.
   *
   * @param after only names behind this one, which need not be there; empty for the first ones
   */
  List<String> list(String after, int limit);

  /**
   * Sets whether the store itself deletes what is older than anything here may become. It knows no
   * legal holds, so it is off while one keeps an upload. Changes nothing in a store that has no
   * such rules.
   */
  void lastNet(boolean on);

  /** Erases an object by its name; no error when it is not there. */
  void eraseNamed(String name);
}
