package io.palimpsest.standalone.cli;

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
    description = "Create, list, disable and enable tenants, change the policy of one.",
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
      description = "Refuse its calls, within a second.",
      mixinStandardHelpOptions = true)
  void disable(@Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId id) {
    print(accounts.with((all, _) -> all.setState(id, Tenant.State.DISABLED)));
  }

  @Command(name = "enable", description = "Serve it again.", mixinStandardHelpOptions = true)
  void enable(@Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId id) {
    print(accounts.with((all, _) -> all.setState(id, Tenant.State.ACTIVE)));
  }

  @Command(
      name = "arrears",
      description = "Refuse its calls until it has paid.",
      mixinStandardHelpOptions = true)
  void arrears(@Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId id) {
    print(accounts.with((all, _) -> all.setState(id, Tenant.State.IN_ARREARS)));
  }

  private static final List<String> HEADING = List.of("TENANT", "STATE", "POLICY", "NAME");

  private static List<String> row(Tenant tenant) {
    return List.of(
        tenant.id().value(),
        tenant.state().name().toLowerCase(java.util.Locale.ROOT),
        tenant.policy(),
        tenant.name());
  }

  private void print(Tenant tenant) {
    spec.commandLine().getOut().println(AccountsOption.table(HEADING, List.of(row(tenant))));
  }
}
