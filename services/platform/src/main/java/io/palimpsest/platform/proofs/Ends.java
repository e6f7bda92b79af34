package io.palimpsest.platform.proofs;

import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.rights.RightsRequest;
import io.palimpsest.policy.decision.Attestation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When what was said ceased to hold. An act ends with the one that replaces it or takes it back; an
 * attestation, and all that was said of it, at its own end, and one that was taken back not before
 * its data was erased; a request when its last region did its part. What still holds has no end.
 */
final class Ends {
  private final List<ConsentEntry> entries;
  private final Map<String, Instant> attestations = new HashMap<>();

  private Ends(ConsentHistory history) {
    this.entries = history.entries();
    history.attestations().values().stream()
        .flatMap(List::stream)
        .forEach(each -> end(each).ifPresent(end -> attestations.put(each.id(), end)));
  }

  /** The end of each act, in the history's order. */
  static List<Optional<Instant>> of(ConsentHistory history) {
    Ends ends = new Ends(history);
    List<Optional<Instant>> all = new ArrayList<>();
    for (int i = 0; i < ends.entries.size(); i++) {
      all.add(ends.end(i));
    }
    return all;
  }

  static Optional<Instant> of(RightsRequest request) {
    return request.isDone()
        ? request.parts().stream()
            .flatMap(part -> part.doneAt().stream())
            .max(Instant::compareTo)
            .or(() -> Optional.of(request.received()))
        : Optional.empty();
  }

  /** Nothing holds beyond the tenant's leaving. */
  private Optional<Instant> end(int index) {
    Optional<Instant> left = next(index, ConsentAct.Left.class::isInstance);
    return ended(index).filter(end -> left.isEmpty() || end.isBefore(left.get())).or(() -> left);
  }

  private Optional<Instant> ended(int index) {
    ConsentEntry entry = entries.get(index);
    return switch (entry.act()) {
      case ConsentAct.Introduced _ -> next(index, ConsentAct.Introduced.class::isInstance);
      case ConsentAct.Moved _ -> next(index, ConsentAct.Moved.class::isInstance);
      case ConsentAct.Accepted _ ->
          next(index, act -> act instanceof ConsentAct.Accepted || act instanceof ConsentAct.Moved);
      case ConsentAct.Objected _ ->
          next(
              index,
              act ->
                  act instanceof ConsentAct.Accepted
                      || act instanceof ConsentAct.Objected
                      || act instanceof ConsentAct.Moved);
      case ConsentAct.OptedIn(Instant until) ->
          next(
                  index,
                  act ->
                      act instanceof ConsentAct.OptedOut
                          || act instanceof ConsentAct.OptedIn
                          || act instanceof ConsentAct.Moved)
              .filter(until::isAfter)
              .or(() -> Optional.of(until));
      case ConsentAct.Shortened(var dataClass, _) ->
          next(
              index,
              act ->
                  act instanceof ConsentAct.Shortened(var other, _) && other == dataClass
                      || act instanceof ConsentAct.Restored(var back) && back == dataClass);
      case ConsentAct.OptedOut _, ConsentAct.Restored _, ConsentAct.Left _ ->
          Optional.of(entry.at());
      case ConsentAct.Attested attested ->
          Optional.ofNullable(attestations.get(attested.attestation().id()));
      case ConsentAct.Revoked(_, String id) -> of(id, entry);
      case ConsentAct.Cleared(_, String id) -> of(id, entry);
      case ConsentAct.EndTold(_, String id) -> of(id, entry);
    };
  }

  /** What is said of an attestation ends with it; where that is erased already, by itself. */
  private Optional<Instant> of(String attestation, ConsentEntry entry) {
    boolean there =
        entries.stream()
            .anyMatch(
                each ->
                    each.act() instanceof ConsentAct.Attested(_, Attestation one, _)
                        && one.id().equals(attestation));
    return there ? Optional.ofNullable(attestations.get(attestation)) : Optional.of(entry.at());
  }

  private Optional<Instant> end(Attestation attestation) {
    return attestation.revokedAt().isEmpty()
        ? Optional.of(attestation.until())
        : entries.stream()
            .filter(
                each ->
                    each.act() instanceof ConsentAct.Cleared(_, String id)
                        && id.equals(attestation.id()))
            .map(ConsentEntry::at)
            .findFirst();
  }

  private Optional<Instant> next(int index, Predicate<ConsentAct> replaces) {
    return entries.subList(index + 1, entries.size()).stream()
        .filter(each -> replaces.test(each.act()))
        .map(ConsentEntry::at)
        .findFirst();
  }
}
