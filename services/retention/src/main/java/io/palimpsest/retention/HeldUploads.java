package io.palimpsest.retention;

import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.policy.DataClass;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which uploads legal holds keep. While the database does not answer, what it said last goes on:
 * nobody can have placed a hold meanwhile. A process that it never answered knows of no hold, and
 * so erases nothing. The store's own last net is off while an upload is held.
 */
final class HeldUploads {
  private final Optional<RegionHolds> holds;
  private final UploadStore uploads;
  private Optional<List<HeldScope>> last = Optional.empty(); // guarded by this
  private boolean netIsOff;

  HeldUploads(Optional<RegionHolds> holds, UploadStore uploads) {
    this.holds = holds;
    this.uploads = uploads;
  }

  /**
   * Asks; tells of each upload whether it is held.
   *
   * @throws StoreUnavailable when it does not answer and never did
   */
  synchronized Predicate<UploadKey> ask() {
    List<HeldScope> held = known();
    last = Optional.of(held);
    setNet(held.isEmpty());
    return key ->
        held.stream()
            .anyMatch(scope -> scope.holds(DataClass.UPLOAD_AND_RESULT, key.appId(), key.callId()));
  }

  private List<HeldScope> known() {
    try {
      return holds.map(RegionHolds::scopes).orElse(List.of()).stream()
          .filter(scope -> scope.dataClass() == DataClass.UPLOAD_AND_RESULT)
          .toList();
    } catch (StoreUnavailable e) {
      return last.orElseThrow(() -> e); // what was known goes on
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
