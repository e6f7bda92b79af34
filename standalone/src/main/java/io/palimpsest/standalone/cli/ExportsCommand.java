package io.palimpsest.standalone.cli;

import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.exports.ExportEvent;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.exports.Exports;
import io.palimpsest.platform.exports.Exports.Located;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exports}: identification data given out for a purpose, each time with who and why. */
@Command(
    name = "exports",
    description = "Give out identification data whose end users agreed to it, and log who and why.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "What is withdrawn, restricted, corrected or erased leaves every export at once; an export is erased when the",
      "first of its items must be gone. A folder that 'read' wrote is yours to erase by then."
    })
final class ExportsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  @Command(
      name = "create",
      description = "Export all that may be used for a purpose in a region at this instant.",
      mixinStandardHelpOptions = true)
  void create(
      @Mixin AccountsOption accounts,
      @Mixin OperatorOption operator,
      @Option(names = "--region", required = true, paramLabel = "R") Region region,
      @Option(
              names = "--purpose",
              paramLabel = "PURPOSE",
              defaultValue = "model-improvement",
              description = "${DEFAULT-VALUE} unless given.")
          Purpose purpose) {
    with(
        accounts,
        exports -> {
          Export made = exports.create(region, purpose, operator.by(), operator.reason());
          return made.id()
              + ": "
              + made.given()
              + " items given, "
              + made.refused()
              + " refused; to be gone by "
              + made.until();
        });
  }

  @Command(
      name = "list",
      description = "All exports, those that are gone included.",
      mixinStandardHelpOptions = true)
  void list(@Mixin AccountsOption accounts) {
    with(
        accounts,
        exports ->
            AccountsOption.table(
                List.of("EXPORT", "REGION", "PURPOSE", "BY", "STATE", "GIVEN", "THERE", "UNTIL"),
                exports.exports().stream().map(ExportsCommand::row).toList()));
  }

  @Command(
      name = "log",
      description = "What was done with an export, by whom and why.",
      mixinStandardHelpOptions = true)
  void log(@Mixin AccountsOption accounts, @Parameters(paramLabel = "EXPORT") ExportId export) {
    with(
        accounts,
        exports ->
            AccountsOption.table(
                List.of("AT", "WHAT", "ITEMS", "BY", "AS", "REASON"),
                exports.events(export).stream().map(ExportsCommand::row).toList()));
  }

  @Command(
      name = "read",
      description = "Write what may still be used of an export into a new folder.",
      mixinStandardHelpOptions = true)
  void read(
      @Mixin AccountsOption accounts,
      @Mixin OperatorOption operator,
      @Parameters(paramLabel = "EXPORT") ExportId export,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "FOLDER",
              description = "Takes items.jsonl and photos/; must not be there yet.")
          Path folder) {
    with(
        accounts,
        exports -> {
          exports.find(export); // before a folder is made for nothing
          try (ExportFolder to = ExportFolder.make(export, folder)) {
            int items = exports.read(export, operator.by(), operator.reason(), to::write);
            return items + " items in " + folder.resolve("items.jsonl");
          } catch (IOException | UncheckedIOException e) {
            throw new UserError(folder + " cannot be written", e);
          }
        });
  }

  @Command(
      name = "erase",
      description = "Erase an export before its time.",
      mixinStandardHelpOptions = true)
  void erase(
      @Mixin AccountsOption accounts,
      @Mixin OperatorOption operator,
      @Parameters(paramLabel = "EXPORT") ExportId export) {
    with(
        accounts,
        exports ->
            exports.erase(export, operator.by(), operator.reason())
                + " items erased; the export's log stays.");
  }

  private void with(AccountsOption accounts, Function<Exports, String> work) {
    spec.commandLine().getOut().println(accounts.exports(work));
  }

  private static List<String> row(Located located) {
    Export export = located.export();
    return List.of(
        export.id().toString(),
        located.region().name(),
        export.purpose().key(),
        export.by().id(),
        lower(export.state()),
        Integer.toString(export.given()),
        Integer.toString(export.there()),
        export.until().toString());
  }

  private static List<String> row(ExportEvent event) {
    return List.of(
        event.at().toString(),
        lower(event.kind()),
        Integer.toString(event.items()),
        event.by().id(),
        event.by().capacity(),
        event.reason());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
