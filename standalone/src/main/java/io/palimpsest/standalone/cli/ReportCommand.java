package io.palimpsest.standalone.cli;

import io.palimpsest.platform.reports.ReportName;
import io.palimpsest.platform.reports.Reports;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.RehearsalClock;
import io.palimpsest.standalone.server.OpenReports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: what a region promised and did in a period, signed. */
@Command(
    name = "report",
    description = {
      "Issue the retention report of a region and a period.",
      "Asked from its stores, counted from its evidence log, signed, and written as a ZIP that 'verify' checks offline."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A store that does not answer stands in the report as unknown. The report of each month is issued by the server",
      "itself once the month is over."
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private InstallationOption which;

  @Parameters(paramLabel = "REGION", arity = "0..1", description = "Such as eu-frankfurt.")
  private @Nullable Region region;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "The first day, in the region's own time.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "The last day.")
  private @Nullable LocalDate to;

  @Option(
      names = "--out",
      paramLabel = "FILE.zip",
      description = "Where to write it; by default under its name, here.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    Region of = region;
    LocalDate first = from;
    LocalDate last = to;
    if (of == null || first == null || last == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "REGION, --from and --to are needed");
    }
    demandFolder(out);
    Reports.Issued issued = with(which, reports -> reports.issue(of, first, last));
    Path file = write(out, issued.name(), issued.zip());
    PrintWriter print = spec.commandLine().getOut();
    print.println(ReportText.of(issued.report()));
    print.println(file + ": " + issued.zip().length + " bytes");
    return 0;
  }

  @Command(
      name = "list",
      description = "Reports that were issued.",
      mixinStandardHelpOptions = true)
  void list(@Mixin InstallationOption installation) {
    List<ReportName> names = with(installation, Reports::list);
    spec.commandLine()
        .getOut()
        .println(
            AccountsOption.table(
                List.of("REPORT", "REGION", "FROM", "TO", "ISSUED"),
                names.stream()
                    .map(
                        name ->
                            List.of(
                                name.toString(),
                                name.region().name(),
                                name.from().toString(),
                                name.to().toString(),
                                name.issued().toString()))
                    .toList()));
  }

  @Command(
      name = "get",
      description = "Write a report that was issued to a file.",
      mixinStandardHelpOptions = true)
  void get(
      @Mixin InstallationOption installation,
      @Parameters(paramLabel = "REPORT", description = "As 'report list' names it.") String name,
      @Option(names = "--out", paramLabel = "FILE.zip") @Nullable Path file) {
    ReportName wanted =
        ReportName.parse(name).orElseThrow(() -> new UserError("no report is called " + name));
    byte[] zip =
        with(installation, reports -> reports.find(wanted))
            .orElseThrow(() -> new UserError("no report is called " + name));
    spec.commandLine().getOut().println(write(file, wanted, zip) + ": " + zip.length + " bytes");
  }

  private static <T> T with(InstallationOption which, Function<Reports, T> work) {
    boolean alone = which.isStopped();
    return which.look(
        installation -> OpenReports.of(installation, alone, RehearsalClock.ofThisProcess(), work));
  }

  /** A report that is issued stays issued: what can be seen to go wrong is seen before. */
  private static void demandFolder(@Nullable Path out) {
    Path folder = out == null ? Path.of("").toAbsolutePath() : out.toAbsolutePath().getParent();
    if (out != null && Files.isDirectory(out)) {
      throw new UserError(out + " is a folder: name a file in it");
    }
    if (folder != null && !Files.isWritable(folder)) {
      throw new UserError(
          Files.isDirectory(folder)
              ? "nothing can be written to " + folder
              : "there is no folder " + folder);
    }
  }

  private static Path write(@Nullable Path out, ReportName name, byte[] zip) {
    Path file = out != null ? out : Path.of(name + ".zip");
    try {
      return Files.write(file, zip);
    } catch (IOException e) {
      throw UserError.of(
          "the report " + name + " was issued, and " + file + " cannot be written", e);
    }
  }
}
