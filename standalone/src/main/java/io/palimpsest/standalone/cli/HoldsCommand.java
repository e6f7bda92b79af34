package io.palimpsest.standalone.cli;

import io.palimpsest.platform.holds.HeldRegion;
import io.palimpsest.platform.holds.Hold;
import io.palimpsest.platform.holds.HoldAct;
import io.palimpsest.platform.holds.HoldRefused;
import io.palimpsest.platform.holds.HoldScope;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.admin.HoldDesk;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holds}: what the law keeps from being erased. */
@Command(
    name = "holds",
    description = "Place, list and release legal holds: the only exception to erasing on time.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class HoldsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  /** Whose data is held: exactly one of the four. */
  static final class Whose {
    @Option(names = "--tenant", paramLabel = "TENANT", description = "All AppIDs of a tenant.")
    private @Nullable TenantId tenant;

    @Option(names = "--app-id", paramLabel = "APPID", description = "One AppID.")
    private @Nullable AppId appId;

    @Option(
        names = "--call",
        paramLabel = "REQUESTID",
        description = "One call.",
        converter = CallIds.class)
    private @Nullable CallId call;

    @ArgGroup(exclusive = false)
    private @Nullable EndUserOf endUser;

    HoldScope scope(HoldDesk desk) {
      if (tenant != null) {
        return new HoldScope.OfTenant(tenant);
      }
      if (appId != null) {
        return new HoldScope.OfApplication(appId);
      }
      return call != null
          ? new HoldScope.OfCall(call)
          : Objects.requireNonNull(endUser).scope(desk);
    }
  }

  /** An end user of a tenant. */
  static final class EndUserOf {
    @Option(
        names = "--end-user-of",
        required = true,
        paramLabel = "TENANT",
        description = "Whose end user it is; identification data only.")
    private @Nullable TenantId tenant;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private RequestCommand.Whose whose = new RequestCommand.Whose();

    HoldScope scope(HoldDesk desk) {
      return desk.endUser(Objects.requireNonNull(tenant), whose.asker());
    }
  }

  @Command(
      name = "place",
      description = "Keep data beyond its period, until a day or until it is released.",
      mixinStandardHelpOptions = true)
  void place(
      @Mixin AccountsOption accounts,
      @ArgGroup(multiplicity = "1") Whose whose,
      @Option(
              names = "--class",
              split = ",",
              paramLabel = "CLASS",
              description =
                  "monitoring, operation-log, identification, upload-and-result or debug-copy; all of them by"
                      + " default.")
          @Nullable Set<DataClass> classes,
      @Option(
              names = "--by",
              required = true,
              paramLabel = "WHO",
              description = "The person whose decision this is.")
          String by,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "WHY",
              description =
                  "Such as the reference of a case; stands in every report of the region.")
          String reason,
      @Option(
              names = "--basis",
              required = true,
              paramLabel = "LAW",
              description = "The law that demands or allows it.")
          String basis,
      @Option(
              names = "--until",
              required = true,
              paramLabel = "TIME",
              description = "When it ends by itself.")
          Instant until) {
    Result<Hold> result =
        worked(
            accounts,
            desk -> {
              HoldScope scope = whose.scope(desk);
              Set<DataClass> all =
                  classes != null
                      ? classes
                      : scope instanceof HoldScope.OfEndUser
                          ? Set.of(DataClass.IDENTIFICATION)
                          : Hold.HOLDABLE;
              return desk.holds().place(scope, all, by, reason, basis, until);
            });
    out().println(result.value().id() + ": " + result.value().scope().text() + " is held");
    tell(result.away());
  }

  @Command(
      name = "release",
      description = "End a hold: what it alone kept is erased within a minute.",
      mixinStandardHelpOptions = true)
  void release(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "HOLD") String hold,
      @Option(names = "--by", required = true, paramLabel = "WHO") String by,
      @Option(names = "--reason", required = true, paramLabel = "WHY") String reason) {
    Result<String> result =
        worked(
            accounts,
            desk -> {
              desk.holds().release(hold, by, reason);
              return hold;
            });
    out().println(hold + " is released");
    tell(result.away());
  }

  @Command(
      name = "list",
      description = "Holds in force, and with --all every line of their history.",
      mixinStandardHelpOptions = true)
  void list(
      @Mixin AccountsOption accounts,
      @Option(names = "--all", description = "The history too.") boolean all) {
    accounts.holds(
        desk -> {
          out()
              .println(
                  AccountsOption.table(
                      HEADING, desk.holds().inForce().stream().map(HoldsCommand::row).toList()));
          for (HeldRegion each : desk.regions()) {
            out()
                .println(
                    each.region()
                        + ": "
                        + each.holds().keptRecords()
                        + " monitoring records beyond their period");
          }
          if (all) {
            desk.holds().acts().forEach(act -> out().println(line(act)));
          }
          return desk;
        });
  }

  /** What was done, and the regions that do not know of it yet. */
  private record Result<T>(T value, List<Region> away) {}

  private static <T> Result<T> worked(AccountsOption accounts, Function<HoldDesk, T> work) {
    try {
      return accounts.holds(desk -> new Result<>(work.apply(desk), desk.holds().spread()));
    } catch (HoldRefused e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private void tell(List<Region> away) {
    if (!away.isEmpty()) {
      out()
          .println(
              "Not there yet: "
                  + away.stream().map(Region::name).collect(Collectors.joining(", "))
                  + "; the server passes it on once it answers.");
    }
  }

  private static final List<String> HEADING =
      List.of("HOLD", "SCOPE", "CLASSES", "UNTIL", "PLACED BY", "BASIS", "REASON");

  private static List<String> row(Hold hold) {
    return List.of(
        hold.id(),
        hold.scope().text(),
        hold.classes().stream().sorted().map(DataClass::key).collect(Collectors.joining(",")),
        hold.until().toString(),
        hold.placedBy(),
        hold.basis(),
        hold.reason());
  }

  private static String line(HoldAct act) {
    return act.at()
        + "  "
        + switch (act) {
          case HoldAct.Placed(Hold hold) ->
              hold.id() + " placed by " + hold.placedBy() + ": " + hold.scope().text();
          case HoldAct.Released released ->
              released.hold() + " released by " + released.by() + ": " + released.reason();
          case HoldAct.Lapsed lapsed -> lapsed.hold() + " ended by itself";
        };
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
