package io.palimpsest.platform.call;

import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.metering.CallLedger;
import io.palimpsest.platform.oplog.OperationLog;
import io.palimpsest.platform.tenancy.Region;
import java.time.ZoneId;

/**
 * One region's stores: nothing that a call produces leaves its cell.
 *
 * @param zone the time zone whose midnights end the region's days
 */
public record Cell(
    Region region,
    ZoneId zone,
    CallLedger ledger,
    ErasureOutbox outbox,
    UploadStore uploads,
    OperationLog log) {}
