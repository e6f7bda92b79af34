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
 * nobody can have placed a hold meanwhile. The store's own last net is off while an upload is held.
 */
final class HeldUploads {
  private final Optional<RegionHolds> holds;
  private final UploadStore uploads;
  private List<HeldScope> last = List.of(); // guarded by this
  private boolean netIsOff;

  HeldUploads(Optional<RegionHolds> holds, UploadStore uploads) {
    this.holds = holds;
    this.uploads = uploads;
  }

  /** Asks; tells of each upload whether it is held. */
  synchronized Predicate<UploadKey> ask() {
    try {
      last =
          holds.map(RegionHolds::scopes).orElse(List.of()).stream()
              .filter(scope -> scope.dataClass() == DataClass.UPLOAD_AND_RESULT)
              .toList();
    } catch (StoreUnavailable e) {
      // what was known goes on
    }
    setNet(last.isEmpty());
    List<HeldScope> held = last;
    return key ->
        held.stream()
            .anyMatch(scope -> scope.holds(DataClass.UPLOAD_AND_RESULT, key.appId(), key.callId()));
  }

  /** Off again and again: another process that starts puts it up. */
  private void setNet(boolean up) {
    if (!up || netIsOff) {
      uploads.lastNet(up);
      netIsOff = !up;
    }
  }
}
