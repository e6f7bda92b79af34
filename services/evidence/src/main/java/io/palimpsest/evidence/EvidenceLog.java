package io.palimpsest.evidence;

import io.palimpsest.evidence.error.EvidenceRefused.Altered;
import io.palimpsest.evidence.error.EvidenceRefused.CutShort;
import io.palimpsest.evidence.error.EvidenceRefused.Forked;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.tiles.EntryBundle;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.evidence.tiles.TreeBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one append-only log (RFC 6962 hashing, C2SP tlog-tiles). A batch's tiles are written first
 * and its checkpoint last; an index is returned only once the checkpoint that covers it is durable.
 * A batch that broke off in between left nothing but tiles that no checkpoint covers, and the next
 * batch writes them anew.
 *
 * <p>One writer at a time: the caller holds a lease. Should two write all the same, nothing that
 * was published changes as long as both were given the same entries in the same order, since the
 * same entries always make the same bytes, signature included, and a checkpoint is written only in
 * place of the one it continues, as far as the store can see to that. So fix the order durably
 * first, and then call {@link #appendAt}, which may be repeated.
 *
 * <p>Every method throws {@link EvidenceUnavailable} when the store cannot be reached, after which
 * it is unknown whether the batch was appended: the same {@link #appendAt} once more settles it.
 * Thread-safe.
 */
public final class EvidenceLog {
  private final TileStore store;
  private final SigningKey key;
  private final LogReader reader;
  private SignedCheckpoint head;
  private TreeBuilder edge;

  private EvidenceLog(TileStore store, SigningKey key, SignedCheckpoint head) {
    this.store = store;
    this.key = key;
    this.reader = new LogReader(store, key.verifier());
    this.head = head;
    this.edge = edgeOf(head);
  }

  /**
   * A batch that is durable.
   *
   * @param first the index of its first entry
   * @param checkpoint one that covers all of it
   */
  public record Appended(long first, int count, SignedCheckpoint checkpoint) {}

  /**
   * Begins a log under the key's name and publishes its checkpoint of size 0.
   *
   * @throws Forked when the store holds a log already, whatever is in it
   */
  public static EvidenceLog create(TileStore store, SigningKey key) {
    if (store.get(TileStore.CHECKPOINT, SignedNote.MAX_LENGTH).isPresent()) {
      throw new Forked("a log is there already, and would be begun a second time");
    }
    TreeBuilder empty = new TreeBuilder();
    SignedCheckpoint first = sign(empty, key);
    store.replace(TileStore.CHECKPOINT, Optional.empty(), first.bytes());
    return new EvidenceLog(store, key, first);
  }

  /**
   * Goes on with a log.
   *
   * @throws CutShort when there is none, or tiles of it are missing
   * @throws Altered when its last entries and tiles are not those of its checkpoint
   */
  public static EvidenceLog open(TileStore store, SigningKey key) {
    return new EvidenceLog(store, key, new LogReader(store, key.verifier()).latest());
  }

  /** Appends a batch at the end, in one checkpoint; an empty one changes nothing. */
  public synchronized Appended append(List<byte[]> entries) {
    catchUp();
    return extend(entries);
  }

  /**
   * Appends a batch whose place is fixed: entries that stand there already are compared, the others
   * appended. The same call may be repeated after a failure or by another writer.
   *
   * @param first the index that the first entry is to have
   * @throws CutShort when the log ends before {@code first}
   * @throws Forked when another entry stands in one of these places
   */
  public synchronized Appended appendAt(long first, List<byte[]> entries) {
    catchUp();
    long size = head.checkpoint().size();
    if (first < 0 || first > size) {
      throw new CutShort("the log ends at " + size + ", and is to go on at " + first);
    }
    int there = (int) Math.min(entries.size(), size - first);
    reader.demandEntries(first, entries.subList(0, there), head.checkpoint());
    Appended rest = extend(entries.subList(there, entries.size()));
    return new Appended(first, entries.size(), rest.checkpoint());
  }

  /** The newest checkpoint that this writer knows to be durable. */
  public synchronized SignedCheckpoint head() {
    return head;
  }

  /** Reads and proves from the same store. */
  public LogReader reader() {
    return reader;
  }

  private Appended extend(List<byte[]> entries) {
    long first = head.checkpoint().size();
    if (entries.isEmpty()) {
      return new Appended(first, 0, head);
    }
    entries.forEach(EvidenceLog::check);
    // Apart from the edge that is known to be durable: a failure below leaves that as it is.
    TreeBuilder next = edge.copy();
    Map<String, byte[]> tiles = new LinkedHashMap<>();
    entries.forEach(entry -> next.append(entry, (tile, bytes) -> tiles.put(tile.path(), bytes)));
    next.partials((tile, bytes) -> tiles.put(tile.path(), bytes));
    SignedCheckpoint published = sign(next, key);
    store.putAll(tiles);
    // Whoever stood still until here while another went on must not take the newer one back.
    store.replace(TileStore.CHECKPOINT, Optional.of(head.bytes()), published.bytes());
    head = published;
    edge = next;
    return new Appended(first, entries.size(), published);
  }

  /**
   * Takes note of what another writer, or a write of ours whose end we did not see, has published;
   * and of cosignatures that a witness added.
   */
  private void catchUp() {
    SignedCheckpoint stored = reader.latest();
    Checkpoint now = stored.checkpoint();
    if (!now.equals(head.checkpoint())) {
      reader.consistency(head.checkpoint(), now);
      edge = edgeOf(stored);
    }
    head = stored;
  }

  private TreeBuilder edgeOf(SignedCheckpoint at) {
    TreeBuilder loaded = TreeBuilder.load(at.checkpoint().size(), reader::hashes, reader::entries);
    if (!loaded.root().equals(at.checkpoint().root())) {
      throw new Altered("the last tiles do not have the root of the checkpoint");
    }
    return loaded;
  }

  private static SignedCheckpoint sign(TreeBuilder tree, SigningKey key) {
    return SignedCheckpoint.sign(
        new Checkpoint(key.verifier().name(), tree.size(), tree.root()), key);
  }

  private static void check(byte[] entry) {
    if (entry.length == 0 || entry.length > EntryBundle.MAX_ENTRY) {
      throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
    }
  }
}
