package io.palimpsest.standalone.cli;

import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.statement.MeteringStatement;
import io.palimpsest.evidence.statement.Money;
import io.palimpsest.platform.metering.StatementRefused;
import io.palimpsest.platform.statements.StatementDesk;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.standalone.launch.RehearsalClock;
import io.palimpsest.standalone.server.CallAge;
import io.palimpsest.standalone.server.Policies;
import io.palimpsest.standalone.server.Prices;
import io.palimpsest.standalone.server.StoreFailures;
import io.palimpsest.standalone.server.StoresBeside;
import io.palimpsest.stores.ControlStores;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statement}: what an AppID owes for a month, signed, with the records to recount it. */
@Command(
    name = "statement",
    description = "Write an AppID's signed statement of a month, and the records it was made from.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Writes statement.json and records.csv. Whoever has both recounts the bill offline:",
      "  ./palimpsest verify statement.json records.csv --key KEY",
      "Of a month that is not over it says what is owed so far."
    })
final class StatementCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private AccountsOption accounts;

  @Parameters(index = "0", paramLabel = "APPID", description = "Whose statement.")
  private @Nullable AppId appId;

  @Parameters(index = "1", paramLabel = "MONTH", description = "Such as 2026-11.")
  private @Nullable YearMonth month;

  @Option(
      names = "--region",
      paramLabel = "R",
      required = true,
      description = "Each region has a statement of its own.")
  private @Nullable Region region;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Where to write; made if it is not there. Here if not given.")
  private @Nullable Path out;

  @Override
  public void run() {
    Path folder = Objects.requireNonNull(out);
    MeteringStatement statement =
        MeteringStatement.of(
            accounts.opened((control, installation) -> write(control, installation, folder)));
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        "%s owes %s %s for %s in %s: %d records.%n",
        statement.appId(),
        Money.text(statement.due()),
        statement.prices().currency(),
        statement.month(),
        statement.region(),
        statement.records().size());
    print.println("Wrote " + folder.resolve("statement.json") + " and records.csv beside it.");
    print.flush();
  }

  private SignedDocument write(ControlStores control, Installation installation, Path folder) {
    AppId whose = Objects.requireNonNull(appId);
    if (control.store().application(whose).isEmpty()) {
      throw new UserError("there is no AppID " + whose);
    }
    return StoreFailures.told(
        () ->
            StoresBeside.evidence(
                find(installation),
                control.rootKey(),
                (cell, evidence) -> {
                  StatementDesk desk =
                      new StatementDesk(
                          List.of(evidence),
                          control.store(),
                          new PolicyDecisions(Policies.of(installation)),
                          Prices.of(installation.settings()),
                          CallAge.over(installation.settings()),
                          RehearsalClock.ofThisProcess());
                  return write(folder, csv -> desk.write(cell, whose, month(), csv));
                }));
  }

  private YearMonth month() {
    return Objects.requireNonNull(month);
  }

  private RegionConfig find(Installation installation) {
    return installation.regions().stream()
        .filter(each -> each.region().equals(region))
        .findFirst()
        .orElseThrow(() -> new UserError("there is no region " + region + " in this installation"));
  }

  /** What writes the records and gives the statement over them. */
  @FunctionalInterface
  private interface Writing {
    SignedDocument to(OutputStream csv) throws IOException;
  }

  /** The records stand under another name until they are whole, and before the statement. */
  private static SignedDocument write(Path folder, Writing writing) {
    Path partial = folder.resolve("records.csv.partial");
    try {
      Files.createDirectories(folder);
      SignedDocument signed;
      try (OutputStream csv = new BufferedOutputStream(Files.newOutputStream(partial))) {
        signed = writing.to(csv);
      }
      Files.move(partial, folder.resolve("records.csv"), StandardCopyOption.REPLACE_EXISTING);
      Files.write(folder.resolve("statement.json"), signed.bytes());
      return signed;
    } catch (StatementRefused e) {
      throw new UserError(e.getMessage(), e);
    } catch (IOException e) {
      throw UserError.of(folder + " cannot be written to", e);
    } finally {
      partial.toFile().delete();
    }
  }
}
