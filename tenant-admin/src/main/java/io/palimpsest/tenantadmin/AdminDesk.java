package io.palimpsest.tenantadmin;

import io.palimpsest.platform.admins.Admins;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.debugcopies.DebugCopies;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.offboarding.OffBoarding;
import io.palimpsest.platform.oversight.Oversight;
import io.palimpsest.platform.receipts.Receipts;
import io.palimpsest.platform.reports.ReportShelf;
import io.palimpsest.platform.rights.EndUserRights;
import io.palimpsest.platform.statements.StatementDesk;
import java.util.List;

/**
 * The use cases that the API offers.
 *
 * @param evidence whose logs it shows
 */
public record AdminDesk(
    Consents consents,
    Receipts receipts,
    Admins admins,
    EndUserRights rights,
    Oversight oversight,
    DebugCopies debugCopies,
    ReportShelf reports,
    StatementDesk statements,
    Cells cells,
    OffBoarding offBoarding,
    List<EvidenceCell> evidence) {
  public AdminDesk {
    evidence = List.copyOf(evidence);
  }
}
