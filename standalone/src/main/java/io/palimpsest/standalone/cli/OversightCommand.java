package io.palimpsest.standalone.cli;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.oversight.OversightAct;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code oversight}: what the operator's people do with a tenant's data, never without a trace. */
@Command(
    name = "oversight",
    description = "Look at a tenant's data in an emergency, or note a disclosure to an authority.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Each act stands in the tenant's record, which its admins can read, and in the control plane's evidence log",
      "before anything is shown."
    })
final class OversightCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  @Command(
      name = "look",
      description = "Show the identification data that is kept of one call's end user.",
      mixinStandardHelpOptions = true)
  void look(
      @Mixin AccountsOption accounts,
      @Mixin OperatorOption operator,
      @Parameters(paramLabel = "REQUESTID", converter = CallIds.class) CallId callId) {
    IdentificationItem item =
        accounts.oversight(all -> all.look(callId, operator.by(), operator.reason()));
    PrintWriter out = spec.commandLine().getOut();
    item.content().fields().entrySet().stream()
        .sorted(Comparator.comparing(field -> field.getKey().value()))
        .forEach(field -> out.printf("%-20s %s%n", field.getKey().value(), field.getValue()));
    out.printf("%-20s %s%n", "to be gone by", item.content().until());
    out.flush();
  }

  @Command(
      name = "disclosed",
      description = "Note that data was given to an authority that may demand it.",
      mixinStandardHelpOptions = true)
  void disclosed(
      @Mixin AccountsOption accounts,
      @Mixin OperatorOption operator,
      @Parameters(paramLabel = "TENANT") TenantId tenant,
      @Option(names = "--region", required = true, paramLabel = "R") Region region,
      @Option(
              names = "--class",
              required = true,
              paramLabel = "CLASS",
              description = "Of the data: monitoring, operation-log, identification, ...")
          DataClass dataClass,
      @Option(
              names = "--count",
              required = true,
              paramLabel = "N",
              description = "How many items were given.")
          long count,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "AUTHORITY",
              description = "Who demanded it.")
          String authority,
      @Option(
              names = "--basis",
              required = true,
              paramLabel = "LAW",
              description = "Such as StPO-95; stands in the evidence log.")
          String basis) {
    OversightAct.Disclosure act =
        accounts.oversight(
            all ->
                all.disclosed(
                    tenant,
                    region,
                    dataClass,
                    count,
                    authority,
                    basis,
                    operator.by(),
                    operator.reason()));
    spec.commandLine().getOut().println(act.id() + ": noted; the tenant's admins can read it");
  }

  @Command(
      name = "list",
      description = "All that was noted of a tenant.",
      mixinStandardHelpOptions = true)
  void list(@Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId tenant) {
    List<OversightAct> acts = accounts.oversight(all -> all.acts(tenant));
    spec.commandLine()
        .getOut()
        .println(
            AccountsOption.table(
                List.of("AT", "REGION", "WHAT", "BY", "AS", "REASON"),
                acts.stream().map(OversightCommand::row).toList()));
  }

  private static List<String> row(OversightAct act) {
    return List.of(
        act.at().toString(),
        act.region().name(),
        switch (act) {
          case OversightAct.Look look -> "looked at " + look.callId();
          case OversightAct.Disclosure given ->
              given.count()
                  + " of "
                  + given.dataClass().key()
                  + " given to "
                  + given.authority()
                  + " ("
                  + given.basis()
                  + ")";
        },
        act.by().id(),
        act.by().capacity(),
        act.reason());
  }
}
