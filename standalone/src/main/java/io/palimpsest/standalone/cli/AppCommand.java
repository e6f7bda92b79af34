package io.palimpsest.standalone.cli;

import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code app}: the AppIDs of a tenant. */
@Command(
    name = "app",
    description = "Create and list AppIDs, bound how often they may call, delete one.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AppCommand implements Runnable {
  private static final List<String> HEADING =
      List.of("APPID", "TENANT", "DEFAULT REGION", "REGIONS", "LIMITS", "NAME");

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  @Command(
      name = "create",
      description = "A new AppID of a tenant.",
      mixinStandardHelpOptions = true)
  void create(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "TENANT") TenantId tenant,
      @Option(names = "--name", paramLabel = "NAME", description = "What it is for.")
          @Nullable String name,
      @Option(
              names = "--regions",
              paramLabel = "REGION",
              split = ",",
              description = "Where it may call, its default first; all regions by default.")
          @Nullable List<Region> regions) {
    print(
        accounts.with(
            (all, installation) -> {
              List<Region> wanted = regionsOf(installation, regions);
              return all.createApplication(
                  tenant,
                  name == null ? tenant.value() : name,
                  wanted.getFirst(),
                  Set.copyOf(wanted));
            }));
  }

  @Command(name = "list", description = "A tenant's AppIDs.", mixinStandardHelpOptions = true)
  void list(@Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId tenant) {
    List<List<String>> rows =
        accounts.with((all, _) -> all.applications(tenant).stream().map(AppCommand::row).toList());
    spec.commandLine().getOut().println(AccountsOption.table(HEADING, rows));
  }

  @Command(
      name = "limit",
      description = "Bound an AppID's calls; without any number the bound is taken away.",
      mixinStandardHelpOptions = true)
  void limit(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "APPID") AppId appId,
      @Option(names = "--action", paramLabel = "ACTION", description = "For this action only.")
          @Nullable String action,
      @Option(names = "--region", paramLabel = "REGION", description = "For this region only.")
          @Nullable Region region,
      @Option(names = "--per-second", paramLabel = "N") @Nullable Long perSecond,
      @Option(names = "--per-day", paramLabel = "N") @Nullable Long perDay,
      @Option(names = "--per-month", paramLabel = "N") @Nullable Long perMonth) {
    CallLimit limit =
        new CallLimit(
            Optional.ofNullable(action),
            Optional.ofNullable(region),
            bound(perSecond),
            bound(perDay),
            bound(perMonth));
    print(accounts.with((all, _) -> all.limit(appId, limit)));
  }

  @Command(
      name = "delete",
      description =
          "Let an AppID leave: its keys are refused within a second, and from a day on everything"
              + " of it is erased. It is never given again.",
      mixinStandardHelpOptions = true)
  void delete(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "APPID") AppId appId,
      @Mixin LeaveOption leave) {
    Departure departure =
        accounts.offBoarding(
            all -> all.application(appId, leave.by(), leave.reason(), leave.after()));
    spec.commandLine().getOut().println(DepartureViews.text(departure));
    spec.commandLine()
        .getOut()
        .println(
            DepartureViews.next(departure, "tenant offboarding " + departure.leaver().tenant()));
  }

  @Command(
      name = "stay",
      description = "Take its leaving back, before erasing begins.",
      mixinStandardHelpOptions = true)
  void stay(@Mixin AccountsOption accounts, @Parameters(paramLabel = "APPID") AppId appId) {
    spec.commandLine()
        .getOut()
        .println(DepartureViews.text(accounts.offBoarding(all -> all.cancelApplication(appId))));
  }

  private static OptionalLong bound(@Nullable Long number) {
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  private static List<Region> regionsOf(Installation installation, @Nullable List<Region> wanted) {
    List<Region> served =
        installation.regions().stream().map(Installation.RegionConfig::region).toList();
    if (wanted == null) {
      return served;
    }
    for (Region region : wanted) {
      if (!served.contains(region)) {
        throw new UserError("region " + region + " is not served here; there are " + served);
      }
    }
    return List.copyOf(new LinkedHashSet<>(wanted));
  }

  private static List<String> row(Application application) {
    return List.of(
        application.appId().toString(),
        application.tenant().value(),
        application.defaultRegion().name(),
        application.regions().stream().map(Region::name).sorted().collect(Collectors.joining(",")),
        application.limits().isEmpty()
            ? "-"
            : application.limits().stream().map(AppCommand::words).collect(Collectors.joining(" ")),
        application.name());
  }

  private static String words(CallLimit limit) {
    StringBuilder words = new StringBuilder(limit.action().orElse("*"));
    limit.region().ifPresent(region -> words.append('@').append(region));
    limit.perSecond().ifPresent(n -> words.append(':').append(n).append("/s"));
    limit.perDay().ifPresent(n -> words.append(':').append(n).append("/day"));
    limit.perMonth().ifPresent(n -> words.append(':').append(n).append("/month"));
    return words.toString();
  }

  private void print(Application application) {
    spec.commandLine().getOut().println(AccountsOption.table(HEADING, List.of(row(application))));
  }
}
