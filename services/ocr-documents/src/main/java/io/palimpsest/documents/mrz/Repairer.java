package io.palimpsest.documents.mrz;

import io.palimpsest.documents.mrz.Check.State;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sets right what check digits show to be wrong: characters are exchanged for ones that look like
 * them until all check digits pass. The fewest exchanges count; where two ways of as few would do,
 * nobody knows which is right, and nothing is repaired.
 */
final class Repairer {
  /**
   * More exchanges than this would prove nothing: one in ten wrong readings passes a check digit.
   */
  private static final int MOST = 3;

  /** A candidate that the reader gave less is not a likely one, 0 to 1. */
  private static final double LIKELY = 0.05;

  /** Search ends where a page of noise would make it long. */
  private static final int MOST_EXCHANGES = 80;

  private final Zone zone;
  private final List<List<Cell>> rows;

  private Repairer(Zone zone, List<List<Cell>> rows) {
    this.zone = zone;
    this.rows = rows;
  }

  /**
   * The only way to make all check digits pass; no repairs where all do, empty where none or
   * several do.
   */
  static Optional<List<Repair>> of(Zone zone, List<List<Cell>> rows) {
    if (passes(zone)) {
      return Optional.of(List.of());
    }
    return new Repairer(zone, rows).search();
  }

  private Optional<List<Repair>> search() {
    List<Repair> exchanges = exchanges();
    if (exchanges.size() > MOST_EXCHANGES) {
      return Optional.empty();
    }
    for (int many = 1; many <= MOST; many++) {
      List<List<Repair>> found = new ArrayList<>();
      search(zone, exchanges, 0, many, new ArrayList<>(), found);
      if (!found.isEmpty()) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static void search(
      Zone now,
      List<Repair> exchanges,
      int from,
      int many,
      List<Repair> done,
      List<List<Repair>> found) {
    if (many == 0) {
      if (passes(now)) {
        found.add(List.copyOf(done));
      }
      return;
    }
    for (int i = from; i < exchanges.size() && found.size() < 2; i++) {
      Repair next = exchanges.get(i);
      if (done.stream().noneMatch(other -> other.place().equals(next.place()))) {
        done.add(next);
        search(now.with(next.place(), next.repaired()), exchanges, i + 1, many - 1, done, found);
        done.removeLast();
      }
    }
  }

  /** What may be exchanged: positions of failed sums that no passed sum but the composite holds. */
  private List<Repair> exchanges() {
    List<Sum> sums = Sum.of(zone);
    Set<Place> suspects = new LinkedHashSet<>();
    sums.stream()
        .filter(sum -> sum.state(zone) == State.FAILED)
        .forEach(sum -> sum.places().forEach(suspects::add));
    sums.stream()
        .filter(sum -> sum.what() != Check.Protected.COMPOSITE)
        .filter(sum -> sum.state(zone) == State.PASSED)
        .forEach(sum -> sum.places().forEach(suspects::remove));
    return suspects.stream().flatMap(place -> others(place).stream()).toList();
  }

  private List<Repair> others(Place place) {
    char now = zone.at(place);
    CharType type =
        zone.format().spans().stream()
            .filter(span -> span.places().anyMatch(place::equals))
            .findFirst()
            .orElseThrow()
            .type();
    Set<Character> others = new LinkedHashSet<>(Lookalikes.of(now));
    rows.get(place.line()).get(place.column()).candidates().stream()
        .filter(candidate -> candidate.weight() >= LIKELY)
        .map(Cell.Candidate::character)
        .forEach(others::add);
    return others.stream()
        .filter(other -> other != now && type.allows(other))
        .map(other -> new Repair(place, now, other))
        .toList();
  }

  private static boolean passes(Zone zone) {
    return zone.checks().stream().noneMatch(check -> check.state() == State.FAILED);
  }
}
