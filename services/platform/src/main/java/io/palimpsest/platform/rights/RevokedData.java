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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what was stored under attestations that were taken back, in every region: at once, and
 * again when no call can be storing any more that asked before; the history then says so. What a
 * store that does not answer leaves is tried again the next time. May run in several processes;
 * belongs to one thread in each.
 */
public final class RevokedData {
  private static final Logger LOG = LoggerFactory.getLogger(RevokedData.class);
  private static final Attester PLATFORM = new Attester("palimpsest", "platform");

  /**
   * Longer than it takes a call from hearing that it may store until its item is there: a statement
   * is given up after 3 s.
   */
  static final Duration SETTLING = Duration.ofSeconds(10);

  private final ConsentStore store;
  private final List<SubjectCell> cells;
  private final Clock clock;
  private final Set<Revocation> erasedOnce = new HashSet<>();

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
        cleared += clear(revocation) ? 1 : 0;
      } catch (StoreUnavailable e) {
        LOG.warn(
            "data under revoked attestation {} is still there: {}",
            revocation.attestation(),
            e.getMessage());
      }
    }
    return cleared;
  }

  /** Whether it is seen through. */
  private boolean clear(Revocation revocation) {
    ConsentHistory history = store.history(revocation.tenant());
    List<Attestation> all = history.attestations(revocation.app());
    Optional<Attestation> revoked =
        all.stream().filter(each -> each.id().equals(revocation.attestation())).findFirst();
    boolean settled =
        revoked.map(each -> !clock.instant().isBefore(each.endsAt().plus(SETTLING))).orElse(true);
    if (settled || !erasedOnce.contains(revocation)) {
      revoked.ifPresent(each -> erase(revocation.app(), each, all));
      erasedOnce.add(revocation);
    }
    if (!settled) {
      return false;
    }
    erasedOnce.remove(revocation);
    store.append(
        revocation.tenant(),
        _ ->
            new Draft(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                PLATFORM,
                new ConsentAct.Cleared(revocation.app(), revocation.attestation())));
    return true;
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
