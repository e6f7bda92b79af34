package io.palimpsest.standalone.cli;

import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.metering.PriceList;
import io.palimpsest.platform.metering.UsageCsv;
import io.palimpsest.platform.metering.UsageLine;
import io.palimpsest.platform.metering.UsageReport;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.standalone.launch.RehearsalClock;
import io.palimpsest.standalone.server.Prices;
import io.palimpsest.standalone.server.StoreFailures;
import io.palimpsest.standalone.server.StoresBeside;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code usage}: what was called and what it costs, by day, action, key and region. */
@Command(
    name = "usage",
    description = "Show calls and their fee by day, region, action and key.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Days are those of each region's own zone. The fee is what a line adds to the month's bill, so a month's",
      "lines add up to it; the list fee is before free calls and tiers. Calls of the last minutes are counted",
      "here before they stand on a bill."
    })
final class UsageCommand implements Runnable {
  /**
   * Longer than any call may take: what is older and was not seen to leave is not billed. The
   * server, which knows the deadline, judges sooner.
   */
  private static final Duration OVER = Duration.ofDays(1);

  @Spec private CommandSpec spec;
  @Mixin private AccountsOption accounts;

  @ArgGroup(multiplicity = "1")
  private Whose whose = new Whose();

  @Option(names = "--from", paramLabel = "DAY", description = "First day; the month's first.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "Last day; today if not given.")
  private @Nullable LocalDate to;

  @Option(names = "--region", paramLabel = "R", description = "Only this region.")
  private @Nullable Region region;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "As comma-separated values into FILE; - prints them.")
  private @Nullable Path csv;

  /** One AppID, or all of a tenant's. */
  static final class Whose {
    @Option(names = "--tenant", paramLabel = "TENANT", description = "All AppIDs of a tenant.")
    private @Nullable TenantId tenant;

    @Option(names = "--app-id", paramLabel = "APPID", description = "One AppID.")
    private @Nullable AppId appId;
  }

  /** What an AppID's lines are made of. */
  private record Request(List<AppId> apps, List<RegionConfig> regions, PriceList prices) {}

  @Override
  public void run() {
    Request request =
        accounts.with(
            (all, installation) ->
                new Request(
                    appsOf(all),
                    regionsOf(installation.regions()),
                    Prices.of(installation.settings())));
    List<UsageLine> lines =
        request.regions().stream()
            .flatMap(each -> StoreFailures.told(() -> lines(each, request)).stream())
            .toList();
    print(lines);
  }

  private List<AppId> appsOf(io.palimpsest.standalone.admin.Accounts all) {
    Stream<Application> applications =
        whose.tenant != null
            ? all.applications(whose.tenant).stream()
            : Stream.of(all.application(java.util.Objects.requireNonNull(whose.appId)));
    return applications.map(Application::appId).toList();
  }

  private List<RegionConfig> regionsOf(List<RegionConfig> all) {
    List<RegionConfig> chosen =
        all.stream().filter(each -> region == null || each.region().equals(region)).toList();
    if (chosen.isEmpty()) {
      throw new UserError("there is no region " + region + " in this installation");
    }
    return chosen;
  }

  private List<UsageLine> lines(RegionConfig where, Request request) {
    Clock clock = RehearsalClock.ofThisProcess();
    LocalDate last = to != null ? to : LocalDate.now(clock.withZone(where.zone()));
    LocalDate first = from != null ? from : last.withDayOfMonth(1);
    if (first.isAfter(last)) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--from is after --to");
    }
    return StoresBeside.look(
        where,
        cell -> {
          UsageReport report =
              new UsageReport(cell.region(), cell.ledger(), request.prices(), OVER, clock);
          return request.apps().stream()
              .flatMap(app -> report.of(app, first, last).stream())
              .toList();
        });
  }

  private void print(List<UsageLine> lines) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      if (csv == null) {
        out.println(AccountsOption.table(HEADING, lines.stream().map(UsageCommand::row).toList()));
      } else if (csv.toString().equals("-")) {
        UsageCsv.write(lines, out);
        out.flush();
      } else {
        try (Writer file = Files.newBufferedWriter(csv, StandardCharsets.UTF_8)) {
          UsageCsv.write(lines, file);
        }
        out.println(lines.size() + " lines in " + csv);
      }
    } catch (IOException e) {
      throw UserError.of(csv + " cannot be written", e);
    }
  }

  private static final List<String> HEADING =
      List.of("DAY", "REGION", "APPID", "ACTION", "KEY", "CALLS", "BILLED", "ERRORS", "FEE", "");

  private static List<String> row(UsageLine line) {
    return List.of(
        line.day().toString(),
        line.region().name(),
        line.appId().toString(),
        line.action(),
        line.key().map(SecretId::value).orElse("not known"),
        Long.toString(line.calls()),
        Long.toString(line.billedVolume()),
        Long.toString(line.errors()),
        UsageCsv.units(line.fee()),
        line.currency());
  }
}
