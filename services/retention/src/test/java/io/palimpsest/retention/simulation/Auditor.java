package io.palimpsest.retention.simulation;

import io.palimpsest.evidence.LogAudit;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.ExportMade;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.evidence.EvidenceQueue.Place;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Keeps every checkpoint that it saw, and holds the logs against them. */
final class Auditor {
  private final InMemoryEvidence evidence;
  private final Truth truth;
  private final Chance chance;
  private final Map<Integer, Seen> logs = new TreeMap<>();
  private final Map<String, Set<String>> commitments = new HashMap<>();

  private static final class Seen {
    private final LogReader reader;
    private final List<SignedCheckpoint> checkpoints = new ArrayList<>();
    private final List<Leaf> leaves = new ArrayList<>();
    private byte[] newest = {};

    private Seen(LogReader reader) {
      this.reader = reader;
    }
  }

  Auditor(InMemoryEvidence evidence, Truth truth, Chance chance) {
    this.evidence = evidence;
    this.truth = truth;
    this.chance = chance;
  }

  /** Looks at every log. */
  void look() {
    for (int year : new TreeMap<>(evidence.logs()).keySet()) {
      try {
        look(year);
      } catch (EvidenceRefused e) {
        truth.broken("the log of " + year + " is refused: " + e.getMessage());
      }
    }
  }

  private void look(int year) {
    Optional<byte[]> stored = evidence.log(year).get(TileStore.CHECKPOINT, SignedNote.MAX_LENGTH);
    Seen seen = logs.get(year);
    if (stored.isEmpty()) {
      truth.demand(seen == null, "the log of %d is gone", year);
      return;
    }
    if (seen == null) {
      seen =
          new Seen(new LogReader(evidence.log(year), evidence.keys().verifier(year).orElseThrow()));
      logs.put(year, seen);
    }
    if (!Arrays.equals(stored.get(), seen.newest)) {
      seen.newest = stored.get();
      read(seen, seen.reader.latest());
    }
  }

  private void read(Seen seen, SignedCheckpoint latest) {
    if (!seen.checkpoints.isEmpty()) {
      seen.reader.consistency(seen.checkpoints.getLast().checkpoint(), latest.checkpoint());
      seen.reader.consistency(chance.of(seen.checkpoints).checkpoint(), latest.checkpoint());
    }
    seen.checkpoints.add(latest);
    for (long next = seen.leaves.size(); next < latest.checkpoint().size(); next++) {
      Leaf leaf = Leaf.parse(seen.reader.entry(next, latest.checkpoint()));
      seen.leaves.add(leaf);
      switch (leaf) {
        case Erased erased -> note(leaf, erased.dataClass(), erased.of());
        case ExportMade made -> note(leaf, made.dataClass(), made.of());
        default -> {}
      }
    }
  }

  private void note(Leaf leaf, String dataClass, Commitment of) {
    String kind = kind(leaf.getClass(), dataClass);
    if (!commitments.computeIfAbsent(kind, _ -> new HashSet<>()).add(of.text())) {
      truth.broken("a leaf stands in the log twice: the second is of " + leaf.place());
    }
  }

  /** The leaf at a place; empty when no checkpoint covers it yet. */
  Optional<Leaf> leaf(Place place) {
    return Optional.ofNullable(logs.get(place.year()))
        .map(seen -> seen.leaves)
        .filter(leaves -> place.index() < leaves.size())
        .map(leaves -> leaves.get((int) place.index()));
  }

  /** Of how many uploads the logs tell the erasure. */
  int uploads() {
    return leaves(Erased.class, "upload");
  }

  /** To how many things leaves of a kind are bound. */
  int leaves(Class<? extends Leaf> type, String dataClass) {
    return commitments.getOrDefault(kind(type, dataClass), Set.of()).size();
  }

  /** What leaves of erasures are bound to. */
  Set<String> commitments(String dataClass) {
    return commitments.getOrDefault(kind(Erased.class, dataClass), Set.of());
  }

  private static String kind(Class<?> type, String dataClass) {
    return type.getSimpleName() + " " + dataClass;
  }

  /** How many leaves there are. */
  int leaves() {
    return logs.values().stream().mapToInt(seen -> seen.leaves.size()).sum();
  }

  /** Builds every log anew from its entries. */
  void audit() {
    logs.forEach(
        (year, seen) -> {
          try {
            new LogAudit(evidence.log(year), evidence.keys().verifier(year).orElseThrow())
                .audit(seen.checkpoints.getLast().checkpoint(), (_, _) -> {});
          } catch (EvidenceRefused e) {
            truth.broken("the log of " + year + " does not add up: " + e.getMessage());
          }
        });
  }
}
