package io.palimpsest.platform.statements;

import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.PriceList;
import io.palimpsest.platform.metering.SignedStatements;
import io.palimpsest.platform.metering.StatementRefused;
import io.palimpsest.platform.metering.Statements;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.PolicyDecisions;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * Makes signed statements. Who may ask for an AppID's is for the caller to know. Thread-safe.
 *
 * @param evidence of the regions whose keys sign
 * @param over the age at which a call is over
 */
public record StatementDesk(
    List<EvidenceCell> evidence,
    ControlStore control,
    PolicyDecisions decisions,
    PriceList prices,
    Duration over,
    Clock clock) {
  public StatementDesk {
    evidence = List.copyOf(evidence);
  }

  /**
   * An AppID's statement of a month in one region.
   *
   * @param csv takes {@code records.csv}; not closed
   * @throws StatementRefused when there is none to be had
   * @throws StoreUnavailable when a database does not answer
   * @throws IOException by {@code csv}
   */
  public SignedDocument write(Cell cell, AppId appId, YearMonth month, OutputStream csv)
      throws IOException {
    return statements(cell).write(appId, month, keptFor(appId), csv);
  }

  /**
   * The statement by itself.
   *
   * @throws StatementRefused when there is none to be had
   * @throws StoreUnavailable when a database does not answer
   */
  public SignedDocument of(Cell cell, AppId appId, YearMonth month) {
    try {
      return write(cell, appId, month, OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new IllegalStateException("nothing is written, so nothing can fail", e);
    }
  }

  /**
   * A part of the records; see {@link SignedStatements#part}.
   *
   * @throws StatementRefused when there are none to be had
   * @throws StoreUnavailable when a database does not answer
   */
  public SignedStatements.Part part(
      Cell cell, AppId appId, YearMonth month, Optional<CallId> after, int limit) {
    return statements(cell).part(appId, month, keptFor(appId), after, limit);
  }

  private SignedStatements statements(Cell cell) {
    return new SignedStatements(
        new Statements(cell.region(), cell.zone(), cell.ledger(), prices, over, clock),
        prices,
        at ->
            evidence.stream()
                .filter(each -> each.region().equals(cell.region()))
                .findFirst()
                .flatMap(each -> each.signing(at)),
        clock);
  }

  /** Any key of the AppID tells its tenant's terms; without a key there was never a call. */
  private RetentionPeriod keptFor(AppId appId) {
    Instant now = clock.instant();
    return control.credentials(appId).stream()
        .findFirst()
        .flatMap(credential -> control.find(credential.secretId()))
        .map(caller -> decisions.keptFor(caller.terms(), DataClass.MONITORING, now))
        .orElseGet(() -> decisions.keptFor(DataClass.MONITORING, now));
  }
}
