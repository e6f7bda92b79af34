package io.palimpsest.platform.testkit;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceKeys;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A region's part of the evidence in memory: queue, keys, and the files of its logs. */
public record InMemoryEvidence(InMemoryEvidenceQueue queue, Keys keys, Map<Integer, Tiles> logs) {

  /** The evidence of a region, whose records' erasures are told to it from now on. */
  public static InMemoryEvidence of(InMemoryRegion region) {
    InMemoryEvidenceQueue queue =
        new InMemoryEvidenceQueue(region.ledger(), region.outbox(), region.zone());
    region.ledger().tellTo(queue::enter);
    return new InMemoryEvidence(queue, new Keys(), new ConcurrentHashMap<>());
  }

  /** The ports. */
  public EvidenceCell cell(InMemoryRegion region) {
    return new EvidenceCell(region.region(), region.zone(), queue, keys, this::log);
  }

  /** The files of a year's log. */
  public Tiles log(int year) {
    return logs.computeIfAbsent(year, _ -> new Tiles());
  }

  /** The keys of logs in memory. Thread-safe. */
  public static final class Keys implements EvidenceKeys {
    private final Map<Integer, SigningKey> keys = new HashMap<>();

    @Override
    public synchronized SigningKey signing(int year, String origin) {
      return keys.computeIfAbsent(year, _ -> SigningKey.generate(origin));
    }

    @Override
    public synchronized Optional<VerifierKey> verifier(int year) {
      return Optional.ofNullable(keys.get(year)).map(SigningKey::verifier);
    }
  }

  /** The files of one log in memory. Thread-safe. */
  public static final class Tiles implements TileStore {
    private final Outage outage = new Outage("tiles");
    private final Map<String, byte[]> files = new TreeMap<>();
    private int writesLeft = Integer.MAX_VALUE;

    /** Takes the store away and brings it back. */
    public Outage outage() {
      return outage;
    }

    /** After so many writes more the writer dies: each one then fails and does nothing. */
    public synchronized void failAfter(int writes) {
      writesLeft = writes;
    }

    @Override
    public synchronized Optional<byte[]> get(String path, int limit) {
      check("read");
      Optional<byte[]> file = Optional.ofNullable(files.get(TileStore.checked(path)));
      if (file.isPresent() && file.get().length > limit) {
        throw new Malformed(path + " is too long");
      }
      return file;
    }

    @Override
    public synchronized void put(String path, byte[] content) {
      check("write");
      if (writesLeft == 0) {
        throw new EvidenceUnavailable("failed by a test", new IllegalStateException());
      }
      writesLeft--;
      files.put(TileStore.checked(path), content.clone());
    }

    @Override
    public synchronized void replace(String path, Optional<byte[]> before, byte[] after) {
      check("replace");
      if (!Arrays.equals(files.get(path), before.orElse(null))) {
        throw new EvidenceUnavailable("another was faster", new IllegalStateException());
      }
      put(path, after);
    }

    private void check(String asked) {
      try {
        outage.check(asked);
      } catch (StoreUnavailable e) {
        throw new EvidenceUnavailable(asked, e);
      }
    }
  }
}
