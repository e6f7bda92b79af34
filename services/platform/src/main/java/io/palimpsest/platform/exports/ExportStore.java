package io.palimpsest.platform.exports;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.IdentificationErasure;
import io.palimpsest.platform.subjects.IdentificationStore;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One region's exports and their log. Each item of an export is sealed under a key of its own. What
 * takes an item away, or takes away that it may be used, takes it out of every export at once:
 * {@link IdentificationErasure} in all it does, {@link IdentificationStore#restrict} and {@link
 * IdentificationStore#correct} destroy the keys in their own transaction and erase the objects
 * then. What an interrupted one leaves cannot be opened, and {@link #sweep} erases it. Every method
 * throws {@link StoreUnavailable} when a store cannot be reached.
 */
public interface ExportStore {

  /** Enters an export that was asked for, and says so in the log. Durable on return. */
  void request(Export export);

  /** The item, if the store would give it out for this purpose at this instant. */
  Optional<Usable> usable(CallId item, Purpose purpose, Instant now);

  /**
   * Puts a copy of the item, with its photos, into a queued export. Changes nothing when the item
   * is in it already.
   *
   * @param allowed asked with the item as it is, within the transaction and after everything else
   *     was done; whoever withdraws first makes this answer false, whoever comes later takes the
   *     copy out
   * @return whether it is in the export now; false when it may not be used, changed meanwhile, or
   *     the export takes no more
   */
  boolean add(ExportId export, CallId item, Instant now, Predicate<Usable> allowed);

  /**
   * Completes a queued export and says so in the log.
   *
   * @param until when that is earlier than what was asked for; else that stays
   * @param refused how many items were looked at and not given
   * @return false when the export was erased meanwhile
   */
  boolean finish(ExportId export, Instant until, int refused, Instant now);

  /** All exports there ever were, the oldest first. */
  List<Export> exports();

  Optional<Export> find(ExportId export);

  /**
   * What is in the export, in order of the calls.
   *
   * @param after only items of later calls; empty for the first ones
   */
  List<CallId> items(ExportId export, Optional<CallId> after, int limit);

  /** One item of an export, opened; empty when it was taken out, or the export erased. */
  Optional<ExportedItem> read(ExportId export, CallId item);

  /**
   * Closes the export for every reader, destroys its items' keys, then erases its objects. What
   * breaks off may be done again; the log tells of it once nothing is left.
   *
   * @return how many items were erased by this call
   */
  int erase(ExportId export, Attester by, String reason, Instant now);

  /** Exports that must be gone by now, and those whose erasure broke off. */
  List<ExportId> due(Instant now);

  /**
   * Erases objects that no export lists.
   *
   * @param before only what was written before; must lie further back than adding an item takes
   * @return how many
   */
  int sweep(Instant before);

  /** Writes into the log. Durable on return. */
  void note(ExportEvent event);

  /** An export's log, the oldest line first. */
  List<ExportEvent> events(ExportId export);

  /** Lines that the evidence log has not taken yet, the oldest first. */
  List<ExportEvent> untold(int limit);

  /**
   * Enters a line's leaves for the evidence log. Durable on return; a repeat changes nothing.
   *
   * @param leaves none for a line that the log need not tell of
   */
  void tell(long number, List<byte[]> leaves);
}
