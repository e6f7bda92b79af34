package io.palimpsest.platform.offboarding;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How far a step is. */
public sealed interface StepState {

  /** Since when it is so; to the millisecond. */
  Instant since();

  /** For people: what it waits for, what was done, which hold keeps it, or what went wrong. */
  String why();

  /** Its time has not come. */
  record Waiting(String why, Instant since) implements StepState {
    public Waiting {
      since = since.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  record Done(String why, Instant since) implements StepState {
    public Done {
      since = since.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** A legal hold forbids it; it goes on when that ends. */
  record Held(String why, Instant since) implements StepState {
    public Held {
      since = since.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** It broke off, and is tried again. */
  record Failed(String why, Instant since) implements StepState {
    public Failed {
      since = since.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** As it is stored and shown: {@code waiting}, {@code done}, {@code held} or {@code failed}. */
  default String key() {
    return switch (this) {
      case Waiting _ -> "waiting";
      case Done _ -> "done";
      case Held _ -> "held";
      case Failed _ -> "failed";
    };
  }

  /** The state of that key. */
  static StepState of(String key, String why, Instant since) {
    return switch (key) {
      case "waiting" -> new Waiting(why, since);
      case "done" -> new Done(why, since);
      case "held" -> new Held(why, since);
      case "failed" -> new Failed(why, since);
      default -> throw new IllegalArgumentException("there is no state " + key);
    };
  }

  /** This one, or the one before when nothing but time has passed since. */
  default StepState after(StepState before) {
    return before.key().equals(key()) && before.why().equals(why()) ? before : this;
  }
}
