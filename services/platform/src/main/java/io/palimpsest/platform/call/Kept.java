package io.palimpsest.platform.call;

import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.decision.Refusal;
import java.util.List;
import java.util.Map;

/** What became of a call's identification data. Tells names, counts and reasons, never a value. */
public sealed interface Kept {

  /** It is stored, durably. */
  record Stored(Identification item, int photos) implements Kept {}

  /** It may not be stored, and nothing of it is. */
  record Refused(Why why, List<ClauseId> clauses) implements Kept {
    public Refused {
      clauses = List.copyOf(clauses);
    }
  }

  /** A store did not answer; nothing is held that a reader could find, the sweep takes the rest. */
  record Failed() implements Kept {}

  /** The call had no time left for it; nothing is held. */
  record Late() implements Kept {}

  /** It was allowed and was being written when the store or the time ended: it may be held. */
  record Unfinished() implements Kept {}

  /** Why something may not be stored. */
  sealed interface Why {
    /** A word from a closed list, such as {@code TOO_YOUNG}. */
    String word();

    /** What policy and attestations say. */
    record Policy(Refusal.Reason reason) implements Why {
      @Override
      public String word() {
        return reason.name();
      }
    }

    /** What this very call lacks. */
    enum OfThisCall implements Why {
      /** The end user took the consent back. */
      WITHDRAWN,
      /** A check digit fails, or the date of birth is not whole: it may be somebody else's data. */
      DOUBTFUL,
      /** Neither a reference nor a document's number: whoever asks for it could not find it. */
      NAMELESS,
      /** What it rested on changed while it was being stored. */
      CHANGED;

      @Override
      public String word() {
        return name();
      }
    }
  }

  /** One word, from a closed list. */
  default String outcome() {
    return switch (this) {
      case Stored _ -> "stored";
      case Refused _ -> "refused";
      case Failed _ -> "failed";
      case Late _ -> "late";
      case Unfinished _ -> "unfinished";
    };
  }

  /** Why not, in one word from a closed list; {@code none} where nothing speaks against it. */
  default String reason() {
    return this instanceof Refused refused ? refused.why.word() : "none";
  }

  /** What the operation log may know. */
  default Map<String, Object> told() {
    return switch (this) {
      case Stored(Identification item, int photos) ->
          Map.of(
              "outcome", outcome(),
              "fields", item.fields().size(),
              "photos", photos,
              "purposes", item.purposes().stream().map(Purpose::key).sorted().toList(),
              "attestations", item.attestations().values().stream().sorted().toList(),
              "policy", item.policy().toString(),
              "goneBy", item.until().toString());
      case Refused(Why why, List<ClauseId> clauses) ->
          Map.of(
              "outcome", outcome(),
              "reason", why.word(),
              "clauses", clauses.stream().map(ClauseId::toString).toList());
      case Failed _, Late _, Unfinished _ -> Map.of("outcome", outcome());
    };
  }
}
