package io.palimpsest.retention;

import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.policy.DataClass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which uploads legal holds keep. While the database does not answer, what it said just before goes
 * on: nobody can have placed a hold meanwhile. A process that had not asked for longer may have
 * missed one, and erases nothing. The store's own last net is off while an upload is held.
 */
final class HeldUploads {
  /**
   * Between the last answer and an outage. Every process asks every few seconds; a hold becomes
   * known to those that erase within this time.
   */
  static final Duration FRESH = Duration.ofMinutes(1);

  private final Optional<RegionHolds> holds;
  private final UploadStore uploads;
  private final Clock clock;
  private Optional<Known> last = Optional.empty(); // guarded by this, as all below
  private Optional<Instant> silentSince = Optional.empty();
  private boolean netIsOff;

  HeldUploads(Optional<RegionHolds> holds, UploadStore uploads, Clock clock) {
    this.holds = holds;
    this.uploads = uploads;
    this.clock = clock;
  }

  private record Known(List<HeldScope> held, Instant at) {
    boolean wasFresh(Instant then) {
      return !then.isBefore(at) && !then.isAfter(at.plus(FRESH));
    }
  }

  /**
   * Asks; tells of each upload whether it is held.
   *
   * @throws StoreUnavailable when the database does not answer and did not just before it went away
   */
  synchronized Predicate<UploadKey> ask() {
    List<HeldScope> held = known();
    setNet(held.isEmpty());
    return key ->
        held.stream()
            .anyMatch(scope -> scope.holds(DataClass.UPLOAD_AND_RESULT, key.appId(), key.callId()));
  }

  /** Asks for the case that the database goes away; throws nothing when it did. */
  synchronized void remember() {
    try {
      known();
    } catch (StoreUnavailable e) {
      // what was known and since when it does not answer is noted
    }
  }

  private List<HeldScope> known() {
    try {
      List<HeldScope> held =
          holds.map(RegionHolds::scopes).orElse(List.of()).stream()
              .filter(scope -> scope.dataClass() == DataClass.UPLOAD_AND_RESULT)
              .toList();
      last = Optional.of(new Known(held, clock.instant()));
      silentSince = Optional.empty();
      return held;
    } catch (StoreUnavailable e) {
      Instant since = silentSince.orElseGet(clock::instant);
      silentSince = Optional.of(since);
      return last.filter(known -> known.wasFresh(since)).map(Known::held).orElseThrow(() -> e);
    }
  }

  /** Off again and again: another process that starts puts it up. */
  private void setNet(boolean up) {
    if (!up || netIsOff) {
      uploads.lastNet(up);
      netIsOff = !up;
    }
  }
}
