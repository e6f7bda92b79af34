package io.palimpsest.platform.offboarding;

import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody's leaving and how far it is.
 *
 * @param id unique
 * @param by who asked for it; nobody once it is over
 * @param reason why; nothing once it is over
 * @param eraseAfter nothing is erased before
 * @param before how the tenant stood, for whoever thinks better of it
 * @param keys of an AppID that were good when it was asked for, for the same
 * @param steps in their order; those that were not come to yet are waiting
 * @param version counts changes; of two who change the same version the second fails
 */
public record Departure(
    String id,
    Leaver leaver,
    Attester by,
    String reason,
    Instant asked,
    Instant eraseAfter,
    Stage stage,
    Optional<Tenant.State> before,
    Set<SecretId> keys,
    Map<StepId, StepState> steps,
    long version) {
  /** Stands where a name or an address was. */
  public static final String ERASED = "erased";

  private static final Attester NOBODY = new Attester(ERASED, ERASED);

  /** How far it is as a whole. */
  public enum Stage {
    /** Nothing is erased yet: it can be taken back. */
    LEAVING,
    /** It is being erased, and cannot be taken back. */
    ERASING,
    /** Nothing is left that is to go. */
    OVER,
    /** It was taken back. */
    CANCELLED
  }

  public Departure {
    asked = asked.truncatedTo(ChronoUnit.MILLIS);
    eraseAfter = eraseAfter.truncatedTo(ChronoUnit.MILLIS);
    keys = Set.copyOf(keys);
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
  }

  /** Whether it is neither over nor taken back. */
  public boolean isOpen() {
    return stage == Stage.LEAVING || stage == Stage.ERASING;
  }

  /** How far that step is; waiting when nobody came to it yet. */
  public StepState state(StepId step) {
    StepState state = steps.get(step);
    return state == null ? new StepState.Waiting("for the steps before it", asked) : state;
  }

  boolean isDone(StepId step) {
    return state(step) instanceof StepState.Done;
  }

  /** Whether every step before that one is done; a hold on data does not keep consent alive. */
  boolean isReady(StepId step, Collection<StepId> plan) {
    return plan.stream()
        .filter(each -> each.precedes(step))
        .allMatch(
            each ->
                isDone(each)
                    || step.step() == Step.ATTESTATIONS && state(each) instanceof StepState.Held);
  }

  /** The same with every step of the plan, in its order. */
  Departure planned(Collection<StepId> plan) {
    Map<StepId, StepState> all = new LinkedHashMap<>();
    plan.forEach(step -> all.put(step, state(step)));
    return new Departure(
        id, leaver, by, reason, asked, eraseAfter, stage, before, keys, all, version);
  }

  Departure with(StepId step, StepState state) {
    Map<StepId, StepState> changed = new LinkedHashMap<>(steps);
    changed.put(step, state.after(state(step)));
    return new Departure(
        id, leaver, by, reason, asked, eraseAfter, stage, before, keys, changed, version);
  }

  Departure in(Stage next) {
    return new Departure(
        id, leaver, by, reason, asked, eraseAfter, next, before, keys, steps, version);
  }

  /** The same, with what the leaver was before. */
  public Departure entered(Optional<Tenant.State> state, Set<SecretId> good) {
    return new Departure(
        id, leaver, by, reason, asked, eraseAfter, stage, state, good, steps, version);
  }

  /** The same after it was stored once more. */
  public Departure stored() {
    return new Departure(
        id, leaver, by, reason, asked, eraseAfter, stage, before, keys, steps, version + 1);
  }

  /** Over, and without a name. */
  Departure over() {
    return new Departure(
        id,
        leaver instanceof Leaver.OfAccount(var tenant, _)
            ? new Leaver.OfAccount(tenant, ERASED)
            : leaver,
        NOBODY,
        ERASED,
        asked,
        eraseAfter,
        Stage.OVER,
        Optional.empty(),
        Set.of(),
        steps,
        version);
  }

  /** Never who asked, and why. */
  @Override
  public String toString() {
    return "Departure[" + id + ", " + leaver + ", " + stage + "]";
  }
}
