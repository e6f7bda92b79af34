package io.palimpsest.documents.mrz;

import io.palimpsest.documents.mrz.Check.Protected;
import io.palimpsest.documents.mrz.Check.State;
import java.util.List;

/** A machine-readable zone, read. */
public sealed interface Mrz {

  MrzFormat format();

  /** Its lines, repairs done, each of the format's length. */
  List<String> lines();

  Contents contents();

  /** Every check digit that the format has. */
  List<Check> checks();

  /** What the check digits set right; mostly nothing. */
  List<Repair> repairs();

  /** What became of one check digit; {@code ABSENT} for one that the format does not have. */
  default State state(Protected what) {
    return checks().stream()
        .filter(check -> check.what() == what)
        .map(Check::state)
        .findFirst()
        .orElse(State.ABSENT);
  }

  /** Whether no check digit speaks against it. */
  default boolean verified() {
    return checks().stream().noneMatch(check -> check.state() == State.FAILED);
  }

  /** A passport or another booklet of its size: TD3. */
  record Passport(List<String> lines, Contents contents, List<Check> checks, List<Repair> repairs)
      implements Mrz {
    public Passport {
      lines = List.copyOf(lines);
      checks = List.copyOf(checks);
      repairs = List.copyOf(repairs);
    }

    @Override
    public MrzFormat format() {
      return MrzFormat.TD3;
    }
  }

  /** A card: TD1 or TD2. */
  record Card(
      MrzFormat format,
      List<String> lines,
      Contents contents,
      List<Check> checks,
      List<Repair> repairs)
      implements Mrz {
    public Card {
      lines = List.copyOf(lines);
      checks = List.copyOf(checks);
      repairs = List.copyOf(repairs);
    }
  }

  /** A visa: format A or B. */
  record Visa(
      MrzFormat format,
      List<String> lines,
      Contents contents,
      List<Check> checks,
      List<Repair> repairs)
      implements Mrz {
    public Visa {
      lines = List.copyOf(lines);
      checks = List.copyOf(checks);
      repairs = List.copyOf(repairs);
    }
  }
}
