package io.palimpsest.verify;

import io.palimpsest.evidence.LogAudit;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused.CutShort;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.leaf.KeyRotated;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.TileStore;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A whole log: signature, every tile, root, leaves, and whether it continues what it was. */
final class LogCheck implements Check {

  @Override
  public boolean takes(Given given) {
    return switch (given) {
      case Given.Folder folder -> true;
      case Given.Address address -> true;
      case Given.OneFile _, Given.WithRecords _ -> false;
    };
  }

  @Override
  public void check(Given given, Trust trust, Findings findings) {
    TileStore store =
        switch (given) {
          case Given.Folder folder -> folder.store();
          case Given.Address address -> address.store();
          case Given.OneFile _, Given.WithRecords _ ->
              throw new IllegalArgumentException(given.name());
        };
    byte[] note =
        store
            .get(TileStore.CHECKPOINT, SignedNote.MAX_LENGTH)
            .orElseThrow(() -> new CutShort("no checkpoint is there"));
    SignedCheckpoint signed = trust.open(SignedNote.parse(note), findings);
    VerifierKey key = trust.keyOf(signed.note());
    Kinds kinds = new Kinds(findings);
    LogAudit.Audited audited = new LogAudit(store, key).audit(signed.checkpoint(), kinds::count);
    findings.ok(
        "root and %d tiles are those of the log's %d entries", audited.tiles(), audited.entries());
    kinds.tell();
    LogReader reader = new LogReader(store, key);
    trust
        .earlier(findings)
        .ifPresent(
            old -> {
              reader.consistency(old.checkpoint(), signed.checkpoint());
              findings.ok(
                  "the first %d entries are those of the earlier checkpoint",
                  old.checkpoint().size());
            });
    if (given instanceof Given.Folder folder) {
      new OtherFiles(folder.path(), reader, signed.checkpoint().size()).check(findings);
    }
  }

  /** How many leaves of which kind there are. */
  private static final class Kinds {
    private final Map<String, Long> counts = new TreeMap<>();
    private final Findings findings;

    Kinds(Findings findings) {
      this.findings = findings;
    }

    void count(long index, byte[] entry) {
      try {
        Leaf leaf = Leaf.parse(entry);
        counts.merge(leaf.type(), 1L, Long::sum);
        if (leaf instanceof KeyRotated rotated) {
          findings.note("entry %d names the next key: %s", index, rotated.next());
        }
      } catch (Malformed e) {
        counts.merge("not known to this version", 1L, Long::sum);
      }
    }

    void tell() {
      if (!counts.isEmpty()) {
        findings.note(
            "entries: %s",
            counts.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", ")));
      }
    }
  }
}
