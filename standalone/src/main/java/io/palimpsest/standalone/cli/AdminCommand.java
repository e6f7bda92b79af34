package io.palimpsest.standalone.cli;

import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.admins.AdminAccount.Role;
import io.palimpsest.platform.admins.Admins.Made;
import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attester;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code admin}: who signs in to the tenant-admin API. A password is shown once, when it is made.
 */
@Command(
    name = "admin",
    description =
        "Create, list, disable, enable and delete the accounts of tenants' admins and auditors.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AdminCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  @Command(
      name = "create",
      description = "A new account, or a new password for one; it is shown this once.",
      mixinStandardHelpOptions = true)
  void create(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "TENANT") TenantId tenant,
      @Parameters(paramLabel = "EMAIL") String email,
      @Option(
              names = "--as",
              required = true,
              paramLabel = "CAPACITY",
              description = "In what capacity it acts, such as 'data protection officer'.")
          String capacity,
      @Option(names = "--auditor", description = "It may look only.") boolean auditor) {
    Made made =
        accounts.admins(
            admins -> admins.make(tenant, email, capacity, auditor ? Role.AUDITOR : Role.ADMIN));
    print(List.of(made.account()));
    spec.commandLine().getOut().println("Password, shown this once: " + made.password());
  }

  @Command(name = "list", description = "A tenant's accounts.", mixinStandardHelpOptions = true)
  void list(@Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId tenant) {
    print(accounts.admins(admins -> admins.accounts(tenant)));
  }

  @Command(name = "disable", description = "Let it act no longer.", mixinStandardHelpOptions = true)
  void disable(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "TENANT") TenantId tenant,
      @Parameters(paramLabel = "EMAIL") String email) {
    setEnabled(accounts, tenant, email, false);
  }

  @Command(name = "enable", description = "Let it act again.", mixinStandardHelpOptions = true)
  void enable(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "TENANT") TenantId tenant,
      @Parameters(paramLabel = "EMAIL") String email) {
    setEnabled(accounts, tenant, email, true);
  }

  @Command(
      name = "delete",
      description = "Erase an account; what it said for its tenant stays with its tenant.",
      mixinStandardHelpOptions = true)
  void delete(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "TENANT") TenantId tenant,
      @Parameters(paramLabel = "EMAIL") String email,
      @Option(names = "--by", required = true, paramLabel = "WHO") String by,
      @Option(names = "--reason", required = true, paramLabel = "WHY") String reason) {
    Departure departure =
        accounts.offBoarding(
            all -> all.account(tenant, email, new Attester(by, "operator"), reason));
    spec.commandLine().getOut().println(DepartureViews.text(departure));
    spec.commandLine()
        .getOut()
        .println(DepartureViews.next(departure, "tenant offboarding " + tenant));
  }

  private void setEnabled(AccountsOption accounts, TenantId tenant, String email, boolean enabled) {
    print(
        accounts.admins(
            admins -> {
              admins.setEnabled(tenant, email, enabled);
              return admins.accounts(tenant);
            }));
  }

  private void print(List<AdminAccount> accounts) {
    List<List<String>> rows =
        accounts.stream()
            .map(
                each ->
                    List.of(
                        each.email(),
                        each.role().name().toLowerCase(Locale.ROOT),
                        each.enabled() ? "enabled" : "disabled",
                        each.capacity()))
            .toList();
    spec.commandLine()
        .getOut()
        .println(AccountsOption.table(List.of("EMAIL", "ROLE", "STATE", "CAPACITY"), rows));
  }
}
