package io.palimpsest.standalone.cli;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.server.StoreFailures;
import io.palimpsest.standalone.server.Stores;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code show}: what the three stores hold of one call, asked from the stores themselves. */
@Command(
    name = "show",
    description = "Show what the stores hold of one call.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit code 1 when no store knows the call."})
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private InstallationOption installation;

  @Parameters(
      paramLabel = "CALLID",
      description = "The RequestId of the call's answer.",
      converter = CallIds.class)
  private @Nullable CallId callId;

  @Override
  public Integer call() {
    Installation known = InstallationFile.read(installation.file());
    PrintWriter out = spec.commandLine().getOut();
    boolean found = false;
    for (Installation.RegionConfig region : known.regions()) {
      found |= StoreFailures.told(() -> Stores.look(region, cell -> show(cell, out)));
    }
    if (!found) {
      throw new UserError("no store of this installation knows the call " + callId);
    }
    return 0;
  }

  private boolean show(Cell cell, PrintWriter out) {
    CallId call = callId;
    if (call == null) {
      return false;
    }
    try {
      Optional<MonitoringRecord> record = cell.ledger().find(call);
      Optional<OperationLogEntry> entry = cell.log().find(call);
      record.ifPresent(found -> out.println("monitoring     " + line(found)));
      entry.ifPresent(found -> out.println("operation log  " + line(found)));
      record.ifPresent(found -> out.println("upload         " + line(cell, found)));
      return record.isPresent() || entry.isPresent();
    } catch (StoreUnavailable e) {
      throw new UserError(e.getMessage() + ", in region " + cell.region(), e);
    }
  }

  private static String line(MonitoringRecord record) {
    return "AppID %s, %s, %s, %s, %s to %s, fee %s, volume %d"
        .formatted(
            record.appId(),
            record.region(),
            record.action(),
            record.result(),
            record.start(),
            record.end(),
            BigDecimal.valueOf(record.fee(), 6).stripTrailingZeros().toPlainString(),
            record.volume());
  }

  private static String line(OperationLogEntry entry) {
    return entry.steps().stream()
        .map(step -> step.name() + " " + step.took().toMillis() + " ms")
        .collect(Collectors.joining(", ", entry.result() + ": ", ""));
  }

  private static String line(Cell cell, MonitoringRecord record) {
    UploadKey key = UploadKey.of(record.appId(), record.callId(), cell.zone());
    return key.path() + (cell.uploads().exists(key) ? " is still there" : " is gone");
  }

  /** Reads a callId. */
  static final class CallIds implements CommandLine.ITypeConverter<CallId> {
    @Override
    public CallId convert(String value) {
      try {
        return CallId.parse(value);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(
            "a callId looks like 01a1fe22-e31b-73e9-8d19-d811e677d8b7");
      }
    }
  }
}
