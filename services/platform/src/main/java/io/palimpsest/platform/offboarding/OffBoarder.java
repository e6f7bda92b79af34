package io.palimpsest.platform.offboarding;

import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.holds.Holds;
import io.palimpsest.platform.offboarding.Departure.Stage;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.decision.Attester;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what whoever leaves asked for, step by step. Each step may be done again; how far it is
 * stands in the control database after each, so that any process goes on where another stopped. A
 * region that is away keeps back its own steps only. May run in several processes: of two that
 * change the same departure the second gives way. Belongs to one thread in each.
 */
public final class OffBoarder {
  private static final Logger LOG = LoggerFactory.getLogger(OffBoarder.class);
  private static final Attester PLATFORM = new Attester("palimpsest", "platform");

  private final DepartureStore departures;
  private final Revenants revenants;
  private final ControlSteps control;
  private final RegionSteps regions;
  private final Clock clock;
  private boolean looked;

  /**
   * @param over the age at which a call is over
   */
  public OffBoarder(
      DepartureStore departures,
      Tombstones tombstones,
      ControlStore accounts,
      AdminStore admins,
      ConsentStore consents,
      Holds holds,
      List<DepartingRegion> regions,
      Duration over,
      Clock clock) {
    this.departures = departures;
    this.revenants = new Revenants(departures, tombstones, accounts, PLATFORM, clock);
    this.control = new ControlSteps(departures, accounts, admins, consents, holds, over, clock);
    this.regions = new RegionSteps(accounts, regions, over, clock);
    this.clock = clock;
  }

  /**
   * What a run found.
   *
   * @param done steps that it finished
   * @param held steps that legal holds keep back now
   * @param failed steps that broke off, and will be tried again
   * @param over departures that it ended
   */
  public record Progress(int done, int held, int failed, int over) {
    static final Progress NONE = new Progress(0, 0, 0, 0);

    Progress plus(Progress other) {
      return new Progress(
          done + other.done, held + other.held, failed + other.failed, over + other.over);
    }
  }

  /**
   * Goes on with every departure as far as it can be done now.
   *
   * @throws StoreUnavailable when the control database does not answer
   */
  public Progress run() {
    if (!looked) {
      revenants.sendAway();
      looked = true;
    }
    return departures.open().stream().map(this::goOn).reduce(Progress.NONE, Progress::plus);
  }

  private Progress goOn(Departure departure) {
    List<StepId> plan = StepId.plan(departure.leaver(), regionsOf(departure));
    Departure now = departure.planned(plan);
    Progress progress = Progress.NONE;
    for (StepId step : plan) {
      if (now.isDone(step) || !now.isReady(step, plan)) {
        continue;
      }
      StepState state = perform(now, step);
      Departure changed = now.with(step, state);
      boolean over = step.step() == Step.ACCOUNT_DATA && state instanceof StepState.Done;
      if (step.step() == Step.GRACE && state instanceof StepState.Done) {
        changed = changed.in(Stage.ERASING);
      }
      if (!changed.steps().equals(now.steps())) {
        if (!(over
            ? departures.finish(departure.leaver(), changed.over())
            : departures.save(changed))) {
          return progress; // somebody else goes on, or it was taken back
        }
        LOG.info("{}: {} is {}", changed.id(), step.text(), state.key());
        now = changed.stored();
      }
      progress = progress.plus(count(state, over));
    }
    return progress;
  }

  private static Progress count(StepState state, boolean over) {
    return switch (state) {
      case StepState.Waiting _ -> Progress.NONE;
      case StepState.Done _ -> new Progress(1, 0, 0, over ? 1 : 0);
      case StepState.Held _ -> new Progress(0, 1, 0, 0);
      case StepState.Failed _ -> new Progress(0, 0, 1, 0);
    };
  }

  private StepState perform(Departure departure, StepId step) {
    try {
      Optional<Region> region = step.region();
      return region.isPresent()
          ? regions.perform(departure, step.step(), region.get())
          : control.perform(departure, step.step());
    } catch (StoreUnavailable e) {
      return new StepState.Failed(String.valueOf(e.getMessage()), clock.instant());
    } catch (RuntimeException e) {
      LOG.error("{}: {} broke off", departure.id(), step.text(), e);
      return new StepState.Failed(e.getClass().getSimpleName(), clock.instant());
    }
  }

  /** Ours, and those in which it was begun. */
  private Collection<Region> regionsOf(Departure departure) {
    LinkedHashSet<Region> all = new LinkedHashSet<>(regions.all());
    List<StepId> begun = new ArrayList<>(departure.steps().keySet());
    begun.forEach(step -> step.region().ifPresent(all::add));
    return all;
  }
}
