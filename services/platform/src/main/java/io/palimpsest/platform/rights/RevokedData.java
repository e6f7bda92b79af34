package io.palimpsest.platform.rights;

import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.consent.ConsentStore.Revocation;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.ConsentScope;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what was stored under attestations that were taken back, in every region; the history then
 * says so. What a store that does not answer leaves is tried again the next time. May run in
 * several processes.
 */
public final class RevokedData {
  private static final Logger LOG = LoggerFactory.getLogger(RevokedData.class);
  private static final Attester PLATFORM = new Attester("palimpsest", "platform");

  private final ConsentStore store;
  private final List<SubjectCell> cells;
  private final Clock clock;

  public RevokedData(ConsentStore store, List<SubjectCell> cells, Clock clock) {
    this.store = store;
    this.cells = List.copyOf(cells);
    this.clock = clock;
  }

  /**
   * Erases what is due.
   *
   * @return how many revocations were seen through
   */
  public int clear() {
    int cleared = 0;
    for (Revocation revocation : store.openRevocations()) {
      try {
        clear(revocation);
        cleared++;
      } catch (StoreUnavailable e) {
        LOG.warn(
            "data under revoked attestation {} is still there: {}",
            revocation.attestation(),
            e.getMessage());
      }
    }
    return cleared;
  }

  private void clear(Revocation revocation) {
    ConsentHistory history = store.history(revocation.tenant());
    List<Attestation> all = history.attestations(revocation.app());
    all.stream()
        .filter(each -> each.id().equals(revocation.attestation()))
        .findFirst()
        .ifPresent(revoked -> erase(revocation.app(), revoked, all));
    store.append(
        revocation.tenant(),
        _ ->
            new Draft(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                PLATFORM,
                new ConsentAct.Cleared(revocation.app(), revocation.attestation())));
  }

  private void erase(AppId app, Attestation revoked, List<Attestation> all) {
    if (!(revoked.scope() instanceof ConsentScope.Use(DataClass dataClass, String purpose))
        || dataClass != DataClass.IDENTIFICATION) {
      return; // nothing is stored under any other
    }
    Instant now = clock.instant();
    for (String action : revoked.interfaces()) {
      boolean covered =
          all.stream()
              .anyMatch(
                  each ->
                      each.isAlive(now)
                          && each.scope().equals(revoked.scope())
                          && each.interfaces().contains(action));
      if (!covered) {
        for (SubjectCell cell : cells) {
          cell.erasure().withdraw(app, Optional.of(action), new Purpose(purpose));
        }
      }
    }
  }
}
