package io.palimpsest.platform.holds;

import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Places and releases holds, and sees to it that every region knows those in force. The history is
 * written first; a region that does not answer then learns of it with the next {@link #spread},
 * which the clockwork calls again and again. Thread-safe.
 */
public final class Holds {
  private final HoldStore store;
  private final ControlStore control;
  private final List<HeldRegion> regions;
  private final Clock clock;

  public Holds(HoldStore store, ControlStore control, List<HeldRegion> regions, Clock clock) {
    this.store = store;
    this.control = control;
    this.regions = List.copyOf(regions);
    this.clock = clock;
  }

  /**
   * Places a hold. It is in force wherever {@link #spread} does not name the region afterwards.
   *
   * @throws HoldRefused when there is no such tenant or AppID, or something is missing
   */
  public Hold place(
      HoldScope scope,
      Set<DataClass> classes,
      String by,
      String reason,
      String basis,
      Instant until) {
    checkScope(scope);
    Hold hold;
    try {
      hold =
          new Hold(
              UUID.randomUUID().toString(),
              scope,
              classes,
              by,
              reason,
              basis,
              clock.instant(),
              until);
    } catch (IllegalArgumentException e) {
      throw new HoldRefused(String.valueOf(e.getMessage()));
    }
    store.append(new HoldAct.Placed(hold));
    return hold;
  }

  /**
   * Ends a hold before its time.
   *
   * @throws HoldRefused when none of this id is in force, or it is not said who and why
   */
  public void release(String id, String by, String reason) {
    if (by.isBlank() || reason.isBlank()) {
      throw new HoldRefused("who releases the hold, and why?");
    }
    if (!store.append(new HoldAct.Released(id, by, reason, clock.instant()))) {
      throw new HoldRefused("no hold " + id + " is in force");
    }
  }

  /** What leaves of the evidence log are bound to that tell of a hold. */
  public static Commitment commitment(Hold hold) {
    return HoldLeaves.commitment(hold);
  }

  /** The history. */
  public List<HoldAct> acts() {
    return store.acts();
  }

  /** Those in force, the oldest first. */
  public List<Hold> inForce() {
    return standing().stream().filter(hold -> hold.until().isAfter(clock.instant())).toList();
  }

  /**
   * Ends what is past its time, and tells every region what is in force.
   *
   * @return the regions that did not answer
   */
  public List<Region> spread() {
    Instant now = clock.instant();
    for (Hold hold : standing()) {
      if (!hold.until().isAfter(now)) {
        store.append(new HoldAct.Lapsed(hold.id(), now));
      }
    }
    List<Hold> holds = inForce();
    List<Region> away = new ArrayList<>();
    for (HeldRegion each : regions) {
      try {
        each.holds().set(holds.stream().flatMap(it -> scopes(it, each.region())).toList());
        each.holds().tell(told(each));
      } catch (StoreUnavailable e) {
        away.add(each.region());
      }
    }
    return away;
  }

  /** What a region's evidence log is to tell: every act, whether or not it was told already. */
  private List<RegionHolds.Told> told(HeldRegion region) {
    HoldLeaves leaves = new HoldLeaves(region);
    Map<String, Hold> placed = new LinkedHashMap<>();
    List<RegionHolds.Told> all = new ArrayList<>();
    for (HoldAct act : store.acts()) {
      if (act instanceof HoldAct.Placed(Hold hold)) {
        placed.put(hold.id(), hold);
      }
      Hold hold = placed.get(act.hold());
      if (hold != null) {
        all.add(
            new RegionHolds.Told(
                act.hold(), !(act instanceof HoldAct.Placed), leaves.of(act, hold)));
      }
    }
    return all;
  }

  /** Placed and not ended, whether or not their time is up. */
  private List<Hold> standing() {
    Map<String, Hold> standing = new LinkedHashMap<>();
    for (HoldAct act : store.acts()) {
      switch (act) {
        case HoldAct.Placed(Hold hold) -> standing.put(hold.id(), hold);
        case HoldAct.Released _, HoldAct.Lapsed _ -> standing.remove(act.hold());
      }
    }
    return List.copyOf(standing.values());
  }

  private Stream<HeldScope> scopes(Hold hold, Region region) {
    List<? extends HeldScope.Target> targets =
        switch (hold.scope()) {
          case HoldScope.OfTenant(TenantId tenant) ->
              control.applications(tenant).stream()
                  .map(Application::appId)
                  .map(HeldScope.Target.App::new)
                  .toList();
          case HoldScope.OfApplication(AppId appId) -> List.of(new HeldScope.Target.App(appId));
          case HoldScope.OfCall(var callId) -> List.of(new HeldScope.Target.Call(callId));
          case HoldScope.OfEndUser(TenantId tenant, Map<Region, List<Pseudonym>> names) ->
              names.getOrDefault(region, List.of()).stream()
                  .map(name -> new HeldScope.Target.EndUser(tenant, name))
                  .toList();
        };
    return hold.classes().stream()
        .sorted()
        .flatMap(
            dataClass ->
                targets.stream()
                    .map(
                        target ->
                            new HeldScope(
                                hold.id(), dataClass, target, hold.basis(), hold.until())));
  }

  private void checkScope(HoldScope scope) {
    boolean known =
        switch (scope) {
          case HoldScope.OfTenant(TenantId tenant) -> control.tenant(tenant).isPresent();
          case HoldScope.OfApplication(AppId appId) -> control.application(appId).isPresent();
          case HoldScope.OfCall _ -> true;
          case HoldScope.OfEndUser(TenantId tenant, var _) -> control.tenant(tenant).isPresent();
        };
    if (!known) {
      throw new HoldRefused("there is no " + scope.text());
    }
  }
}
