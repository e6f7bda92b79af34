package io.palimpsest.platform.call;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.decision.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What became of a call's debug copy. Tells sizes, times and reasons, never content. */
public sealed interface Copied {

  /** It is there, durably. */
  record Made(Instant due, long bytes) implements Copied {}

  /** The leave for it ended before it was made. */
  record Refused(Refusal.Reason why, List<ClauseId> clauses) implements Copied {
    public Refused {
      clauses = List.copyOf(clauses);
    }
  }

  /** A store did not answer: nobody can read anything of it, and the clockwork clears it up. */
  record Failed() implements Copied {}

  /** The call had no time left for it; none is made. */
  record Late() implements Copied {}

  /** Others are being written, and stores are slow: none is made. */
  record Busy() implements Copied {}

  /** It was being written when the time for it ended: it may be there. */
  record Unfinished() implements Copied {}

  /** One word, from a closed list. */
  default String outcome() {
    return switch (this) {
      case Made _ -> "made";
      case Refused _ -> "refused";
      case Failed _ -> "failed";
      case Late _ -> "late";
      case Busy _ -> "busy";
      case Unfinished _ -> "unfinished";
    };
  }

  /** What the operation log may know. */
  default Map<String, Object> told() {
    return switch (this) {
      case Made(Instant due, long bytes) ->
          Map.of("outcome", outcome(), "bytes", bytes, "goneBy", due.toString());
      case Refused(Refusal.Reason why, List<ClauseId> clauses) ->
          Map.of(
              "outcome",
              outcome(),
              "reason",
              why.name(),
              "clauses",
              clauses.stream().map(ClauseId::toString).toList());
      case Failed _, Late _, Busy _, Unfinished _ -> Map.of("outcome", outcome());
    };
  }
}
