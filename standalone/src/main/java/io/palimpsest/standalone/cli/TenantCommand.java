package io.palimpsest.standalone.cli;

import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.tenancy.Suspension;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attester;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenant}: who the customers are. */
@Command(
    name = "tenant",
    description =
        "Create, list, disable and enable tenants, change the policy of one, let one leave.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class TenantCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  @Command(
      name = "create",
      description = "A new tenant; it is served once its policy is accepted.",
      mixinStandardHelpOptions = true)
  void create(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "TENANT", description = "Short name, such as acme.") TenantId id,
      @Option(names = "--name", paramLabel = "NAME", description = "Full name.")
          @Nullable String name,
      @Option(
              names = "--policy",
              paramLabel = "ID",
              description = "Policy its data is kept under; the installation's by default.")
          @Nullable String policy) {
    print(
        accounts.with(
            (all, installation) ->
                all.createTenant(
                    id,
                    name == null ? id.value() : name,
                    policy == null ? installation.policy() : policy)));
    spec.commandLine().getOut().println("Next: palimpsest consent accept " + id);
  }

  @Command(name = "list", description = "All tenants.", mixinStandardHelpOptions = true)
  void list(@Mixin AccountsOption accounts) {
    List<List<String>> rows =
        accounts.with((all, _) -> all.tenants().stream().map(TenantCommand::row).toList());
    spec.commandLine().getOut().println(AccountsOption.table(HEADING, rows));
  }

  @Command(
      name = "policy",
      description =
          "Put it under another policy. What is stored keeps its period; calls are refused until the other policy is accepted.",
      mixinStandardHelpOptions = true)
  void policy(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "TENANT") TenantId id,
      @Parameters(paramLabel = "POLICY", description = "Such as deepseek-ocr.") String policy,
      @Option(
              names = "--by",
              required = true,
              paramLabel = "WHO",
              description = "The operator whose decision this is.")
          String by) {
    print(accounts.profiles(all -> all.change(id, new Attester(by, "operator"), policy)));
    spec.commandLine().getOut().println("Next: palimpsest consent accept " + id);
  }

  @Command(
      name = "disable",
      description = "Refuse its calls, within a second. Nothing of it is erased.",
      mixinStandardHelpOptions = true)
  void disable(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "TENANT") TenantId id,
      @Mixin SuspendOption why) {
    print(
        accounts.with((all, _) -> all.suspend(id, Tenant.State.DISABLED, why.by(), why.reason())));
  }

  @Command(name = "enable", description = "Serve it again.", mixinStandardHelpOptions = true)
  void enable(@Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId id) {
    print(accounts.with((all, _) -> all.resume(id)));
  }

  @Command(
      name = "arrears",
      description = "Refuse its calls until it has paid.",
      mixinStandardHelpOptions = true)
  void arrears(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "TENANT") TenantId id,
      @Mixin SuspendOption why) {
    print(
        accounts.with(
            (all, _) -> all.suspend(id, Tenant.State.IN_ARREARS, why.by(), why.reason())));
  }

  @Command(
      name = "offboard",
      description =
          "Let it leave: its calls are refused within a second, and from a day on everything of it"
              + " is erased, step by step. Its name and its AppIDs are never given again.",
      mixinStandardHelpOptions = true)
  void offboard(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "TENANT") TenantId id,
      @Mixin LeaveOption leave) {
    Departure departure =
        accounts.offBoarding(all -> all.tenant(id, leave.by(), leave.reason(), leave.after()));
    show(departure);
    spec.commandLine().getOut().println(DepartureViews.next(departure, "tenant offboarding " + id));
  }

  @Command(
      name = "offboarding",
      description =
          "How far the leaving of a tenant, its AppIDs and its accounts is; also when it is over.",
      mixinStandardHelpOptions = true)
  void offboarding(@Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId id) {
    List<Departure> all = accounts.offBoarding(each -> each.of(id));
    if (all.isEmpty()) {
      spec.commandLine().getOut().println("nothing of a tenant " + id + " is leaving or left");
    }
    all.forEach(this::show);
  }

  @Command(
      name = "stay",
      description = "Take its leaving back, before erasing begins.",
      mixinStandardHelpOptions = true)
  void stay(@Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId id) {
    show(accounts.offBoarding(all -> all.cancelTenant(id)));
  }

  private void show(Departure departure) {
    spec.commandLine().getOut().println(DepartureViews.text(departure));
  }

  private static final List<String> HEADING = List.of("TENANT", "STATE", "POLICY", "NAME", "WHY");

  private static List<String> row(Tenant tenant) {
    return List.of(
        tenant.id().value(),
        tenant.state().name().toLowerCase(java.util.Locale.ROOT),
        tenant.policy(),
        tenant.name(),
        tenant.suspension().map(TenantCommand::words).orElse("-"));
  }

  private static String words(Suspension since) {
    return since.reason() + " (" + since.by() + ", " + since.at() + ")";
  }

  private void print(Tenant tenant) {
    spec.commandLine().getOut().println(AccountsOption.table(HEADING, List.of(row(tenant))));
  }
}
