package io.palimpsest.policy;

import io.palimpsest.policy.internal.PolicyFiles;
import io.palimpsest.policy.internal.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The modules that ship and those of an operator's folder, read again when it changed. A folder
 * that does not pass as a whole changes nothing: the last good library goes on holding. Nor may a
 * version change or be taken away once it was read, since what was stored under it still refers to
 * it. Thread-safe.
 *
 * <pre>{@code
 * PolicyStore store = PolicyStore.open(folder, clock);
 * PolicyDecisions decisions = new PolicyDecisions(store);
 * store.poll(); // from time to time
 * }</pre>
 */
public final class PolicyStore implements Supplier<PolicyLibrary> {
  private final Optional<Path> folder;
  private final InstantSource clock;
  private volatile State lastGood;
  private Optional<List<Source>> taken; // what the folder said when last read; guarded by this
  private boolean refusing; // whether the last reload kept the last good one; guarded by this
  private Optional<List<Source>> seen; // when last looked at, if it could be; guarded by this

  private PolicyStore(
      Optional<Path> folder, InstantSource clock, State first, Optional<List<Source>> taken) {
    this.folder = folder;
    this.clock = clock;
    this.lastGood = first;
    this.taken = taken;
    this.seen = taken;
  }

  private record State(PolicyLibrary library, Map<PolicyRef, String> hashes) {}

  /** What came of a reload. */
  public sealed interface Reload {
    /** The folder says what it said before. */
    record Unchanged() implements Reload {}

    /**
     * The folder passes, and its library holds from now on.
     *
     * @param added versions that were not there before; none when a fault was mended
     */
    record Loaded(List<PolicyRef> added) implements Reload {
      public Loaded {
        added = List.copyOf(added);
      }
    }

    /**
     * The last good library goes on holding.
     *
     * @param why every fault with its file and line
     */
    record KeptLastGood(String why) implements Reload {}
  }

  /** Only the modules that ship, which never change. */
  public static PolicyStore shipped(InstantSource clock) {
    PolicyFiles.Checked checked = PolicyFiles.shipped();
    return new PolicyStore(Optional.empty(), clock, state(checked, clock), Optional.empty());
  }

  /**
   * Reads a folder for the first time, or one file of modules.
   *
   * @throws InvalidPolicy with every fault: there is no last good one yet
   * @throws IOException when it cannot be read
   */
  public static PolicyStore open(Path folder, InstantSource clock) throws IOException {
    Optional<List<Source>> contents = Optional.of(PolicyFiles.contents(folder));
    State first = state(PolicyFiles.withShipped(folder, Map.of()), clock);
    return new PolicyStore(Optional.of(folder), clock, first, contents);
  }

  /**
   * Notes every version in a folder as published, in {@code published.lst}: what stands there may
   * not change any more.
   *
   * @return the versions that were not noted yet
   * @throws InvalidPolicy with every fault; nothing is noted then
   */
  public static List<PolicyRef> publish(Path folder) throws IOException {
    return PolicyFiles.publish(folder);
  }

  /** The last good library. */
  @Override
  public PolicyLibrary get() {
    return lastGood.library();
  }

  /**
   * The library as it would be with one file more, which changes nothing here.
   *
   * @throws InvalidPolicy with every fault, as if the file lay in the folder
   * @throws IOException when it cannot be read
   */
  public Trial tried(Path file) throws IOException {
    PolicyFiles.Checked checked = PolicyFiles.tried(folder, file, lastGood.hashes());
    return new Trial(new PolicyLibrary(checked.modules(), clock), PolicyFiles.ref(file));
  }

  /**
   * A library that does not hold.
   *
   * @param tried the version that the file has
   */
  public record Trial(PolicyLibrary library, PolicyRef tried) {}

  /** The folder beside the modules that ship. */
  public Optional<Path> folder() {
    return folder;
  }

  /**
   * Looks whether the folder changed, and reads it once two looks in a row find the same: a file
   * that is being written is not half a policy. Throws nothing for what is wrong with it; told once
   * for each content.
   */
  public synchronized Reload poll() {
    if (folder.isEmpty()) {
      return new Reload.Unchanged();
    }
    Optional<List<Source>> before = seen;
    seen = contents(folder.get());
    if (seen.equals(taken) || !seen.equals(before)) {
      return new Reload.Unchanged();
    }
    return reload();
  }

  /**
   * Reads the folder again, whether or not it changed. Throws nothing for what is wrong with it.
   */
  public synchronized Reload reload() {
    if (folder.isEmpty()) {
      return new Reload.Unchanged();
    }
    boolean mended = refusing;
    Path path = folder.get();
    taken = contents(path);
    Reload reload = read(path, lastGood);
    refusing = reload instanceof Reload.KeptLastGood;
    return mended && reload instanceof Reload.Unchanged ? new Reload.Loaded(List.of()) : reload;
  }

  private Reload read(Path path, State before) {
    State now;
    try {
      now = state(PolicyFiles.withShipped(path, before.hashes()), clock);
    } catch (InvalidPolicy e) {
      return new Reload.KeptLastGood(e.getMessage());
    } catch (IOException e) {
      return new Reload.KeptLastGood(path + " cannot be read: " + e.getMessage());
    }
    List<String> gone = refs(before, now).stream().map(PolicyRef::toString).toList();
    if (!gone.isEmpty()) {
      return new Reload.KeptLastGood(
          path
              + ": no longer there, and still needed for what was stored under it: "
              + String.join(", ", gone));
    }
    if (now.hashes().equals(before.hashes())) {
      return new Reload.Unchanged();
    }
    lastGood = now;
    return new Reload.Loaded(refs(now, before));
  }

  /** Empty when the folder cannot be read: that too is the same as long as nothing changes. */
  private static Optional<List<Source>> contents(Path folder) {
    try {
      return Optional.of(PolicyFiles.contents(folder));
    } catch (IOException | InvalidPolicy e) {
      return Optional.empty();
    }
  }

  /** The versions that one has and another has not. */
  private static List<PolicyRef> refs(State of, State without) {
    return of.hashes().keySet().stream()
        .filter(ref -> !without.hashes().containsKey(ref))
        .sorted(Comparator.comparing(PolicyRef::toString))
        .toList();
  }

  private static State state(PolicyFiles.Checked checked, InstantSource clock) {
    return new State(new PolicyLibrary(checked.modules(), clock), checked.hashes());
  }
}
