package io.palimpsest.platform.offboarding;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.debugcopies.DebugCopyStore;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.metering.Statement;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.IdentificationErasure;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is done in one region, for each AppID that leaves. */
record RegionSteps(
    ControlStore accounts, List<DepartingRegion> served, Duration over, Clock clock) {
  /** As many as a sweep looks at. */
  private static final int LISTED = 100_000;

  List<Region> all() {
    return served.stream().map(each -> each.subjects().region()).toList();
  }

  StepState perform(Departure departure, Step step, Region where) {
    Optional<DepartingRegion> region =
        served.stream().filter(each -> each.subjects().region().equals(where)).findFirst();
    if (region.isEmpty()) {
      return new StepState.Failed("this installation does not serve the region", clock.instant());
    }
    List<AppId> apps = apps(departure.leaver());
    return switch (step) {
      case FINAL_STATEMENT -> finalStatement(departure, region.get(), apps);
      case IDENTIFICATION -> identification(region.get(), apps);
      case DEBUG_COPIES -> debugCopies(region.get(), apps);
      case UPLOADS -> uploads(region.get(), apps);
      case PSEUDONYM_KEYS ->
          done(
              region.get().subjects().pseudonyms().destroyKeys(departure.leaver().tenant())
                  + " were destroyed");
      default -> throw new IllegalArgumentException(step.key() + " is done in no region");
    };
  }

  private List<AppId> apps(Leaver leaver) {
    return switch (leaver) {
      case Leaver.OfTenant(var tenant) ->
          accounts.applications(tenant).stream().map(Application::appId).toList();
      case Leaver.OfApplication(_, AppId appId) -> List.of(appId);
      case Leaver.OfAccount _ -> List.of();
    };
  }

  private StepState finalStatement(Departure departure, DepartingRegion region, List<AppId> apps) {
    YearMonth month = YearMonth.from(departure.asked().atZone(region.subjects().zone()));
    List<String> owed = new ArrayList<>();
    for (AppId app : apps) {
      Statement statement = region.statements().of(app, month);
      owed.add(
          app
              + " "
              + BigDecimal.valueOf(statement.due(), 6).stripTrailingZeros().toPlainString()
              + " "
              + statement.currency());
    }
    return done(month + ": " + (owed.isEmpty() ? "nothing" : String.join(", ", owed)));
  }

  private StepState identification(DepartingRegion region, List<AppId> apps) {
    IdentificationErasure erasure = region.subjects().erasure();
    Erased erased = apps.stream().map(erasure::eraseLeft).reduce(Erased.NOTHING, Erased::plus);
    List<HeldBy> held =
        apps.stream().flatMap(app -> erasure.heldBy(app).stream()).distinct().toList();
    if (!held.isEmpty()) {
      return held(words(held));
    }
    // Photos whose rows an interrupted run erased: their calls were over long ago.
    erasure.sweep(clock.instant().minus(over));
    return done(erased.items() + " items were erased, nothing is left");
  }

  private StepState debugCopies(DepartingRegion region, List<AppId> apps) {
    Optional<DebugCopyStore> copies = region.subjects().copies();
    if (copies.isEmpty()) {
      return done("none were ever made here");
    }
    int erased = apps.stream().mapToInt(copies.get()::eraseLeft).sum();
    List<HeldBy> held =
        apps.stream().flatMap(app -> copies.get().heldBy(app).stream()).distinct().toList();
    return held.isEmpty()
        ? done(erased + " copies were erased, nothing is left")
        : held(words(held));
  }

  private static String words(List<HeldBy> held) {
    return held.stream()
        .map(each -> "hold " + each.hold() + " until " + each.until() + ", " + each.basis())
        .collect(Collectors.joining("; "));
  }

  /** The sweep erases them, with a duty to show it; this sees to it that it did. */
  private StepState uploads(DepartingRegion region, List<AppId> apps) {
    List<UploadKey> left =
        region.uploads().list(LISTED).stream()
            .flatMap(name -> UploadKey.parse(name).stream())
            .filter(key -> apps.contains(key.appId()))
            .toList();
    if (left.isEmpty()) {
      return done("nothing is left");
    }
    List<HeldScope> held =
        region.holds().scopes().stream()
            .filter(
                scope ->
                    left.stream()
                        .anyMatch(
                            key ->
                                scope.holds(
                                    DataClass.UPLOAD_AND_RESULT, key.appId(), key.callId())))
            .toList();
    return held.isEmpty()
        ? new StepState.Waiting("for the sweep of " + left.size() + " uploads", clock.instant())
        : held(
            held.stream()
                .map(each -> "hold " + each.hold() + " until " + each.until() + ", " + each.basis())
                .distinct()
                .collect(Collectors.joining("; ")));
  }

  private StepState held(String why) {
    return new StepState.Held(why, clock.instant());
  }

  private StepState done(String why) {
    return new StepState.Done(why, clock.instant());
  }
}
