package io.palimpsest.policy;

import io.palimpsest.policy.internal.PolicyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The modules that ship and those of a folder, read again when asked. A folder that does not pass
 * as a whole changes nothing: the last good library goes on holding. Nor may a version change or be
 * taken away once it was read, since what was stored under it still refers to it. Thread-safe.
 *
 * <pre>{@code
 * PolicyStore store = PolicyStore.open(folder, clock);
 * PolicyDecisions decisions = new PolicyDecisions(store);
 * store.reload(); // from time to time
 * }</pre>
 */
public final class PolicyStore implements Supplier<PolicyLibrary> {
  private final Path folder;
  private final InstantSource clock;
  private volatile State lastGood;

  private PolicyStore(Path folder, InstantSource clock, State first) {
    this.folder = folder;
    this.clock = clock;
    this.lastGood = first;
  }

  private record State(PolicyLibrary library, Map<PolicyRef, String> hashes) {}

  /** What came of a reload. */
  public sealed interface Reload {
    /** The folder says what it said before. */
    record Unchanged() implements Reload {}

    /**
     * The new library holds from now on.
     *
     * @param added versions that were not there before
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

  /**
   * Reads a folder for the first time.
   *
   * @throws InvalidPolicy with every fault: there is no last good one yet
   * @throws IOException when it cannot be read
   */
  public static PolicyStore open(Path folder, InstantSource clock) throws IOException {
    return new PolicyStore(folder, clock, read(folder, clock, Map.of()));
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

  /** Reads the folder again. Throws nothing for what is wrong with it. */
  public synchronized Reload reload() {
    State before = lastGood;
    State now;
    try {
      now = read(folder, clock, before.hashes());
    } catch (InvalidPolicy e) {
      return new Reload.KeptLastGood(e.getMessage());
    } catch (IOException e) {
      return new Reload.KeptLastGood(folder + " cannot be read: " + e.getMessage());
    }
    List<String> gone =
        before.hashes().keySet().stream()
            .filter(ref -> !now.hashes().containsKey(ref))
            .map(PolicyRef::toString)
            .sorted()
            .toList();
    if (!gone.isEmpty()) {
      return new Reload.KeptLastGood(
          folder
              + ": no longer there, and still needed for what was stored under it: "
              + String.join(", ", gone));
    }
    if (now.hashes().equals(before.hashes())) {
      return new Reload.Unchanged();
    }
    lastGood = now;
    return new Reload.Loaded(
        now.hashes().keySet().stream()
            .filter(ref -> !before.hashes().containsKey(ref))
            .sorted(java.util.Comparator.comparing(PolicyRef::toString))
            .toList());
  }

  private static State read(Path folder, InstantSource clock, Map<PolicyRef, String> known)
      throws IOException {
    PolicyFiles.Checked checked = PolicyFiles.withShipped(folder, known);
    return new State(new PolicyLibrary(checked.modules(), clock), checked.hashes());
  }
}
