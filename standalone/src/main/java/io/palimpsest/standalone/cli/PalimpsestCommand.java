package io.palimpsest.standalone.cli;

import io.palimpsest.standalone.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The root of the command line. */
@Command(
    name = "palimpsest",
    description = "Reads documents for many tenants, and then provably forgets them.",
    mixinStandardHelpOptions = true,
    versionProvider = PalimpsestCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 the command was not understood.",
      "Data lies in .palimpsest beside the script unless --data or PALIMPSEST_HOME says otherwise."
    },
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      ReadCommand.class,
      NodeCommand.class,
      ModelsCommand.class,
      CallCommand.class,
      PassportCommand.class,
      EraseNowCommand.class,
      VerifyEvidenceCommand.class,
      ReportCommand.class,
      UsageCommand.class,
      StatementCommand.class,
      SampleCommand.class,
      TenantCommand.class,
      AppCommand.class,
      ConsentCommand.class,
      AdminCommand.class,
      HoldsCommand.class,
      OversightCommand.class,
      ReconcileCommand.class,
      KeyCommand.class,
      PolicyCommand.class,
      KeysCommand.class,
      ExportsCommand.class,
      DebugCopyCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      CommandLine.HelpCommand.class
    })
public final class PalimpsestCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--debug",
      description = "Print where in the program a failure happened.",
      scope = CommandLine.ScopeType.INHERIT)
  private boolean debug;

  /** The command line as the script starts it; tests give it other writers. */
  public static CommandLine commandLine() {
    PalimpsestCommand root = new PalimpsestCommand();
    CommandLine line = new CommandLine(root);
    Converters.addTo(line);
    line.setExecutionExceptionHandler(root::failed);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  /**
   * One line for what a user can mend; for what only we can mend, one line and the way to learn
   * more.
   */
  private int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    if (debug) {
      e.printStackTrace(line.getErr());
    } else if (e instanceof UserError) {
      line.getErr().println("palimpsest: " + e.getMessage());
    } else {
      String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      line.getErr().println("palimpsest: unexpected failure: " + what + " (--debug shows where)");
    }
    line.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = PalimpsestCommand.class.getPackage().getImplementationVersion();
      return new String[] {"palimpsest " + (version == null ? "(not packaged)" : version)};
    }
  }
}
