package io.palimpsest.standalone.cli;

import io.palimpsest.platform.backups.Restore;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.standalone.launch.RehearsalClock;
import io.palimpsest.standalone.server.RestoreRuns;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore}: backups come back, and what was erased since is erased again. */
@Command(
    name = "restore",
    description =
        "Put backups back into stores that lost them, and erase again what was erased since.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Only while nothing is served. Every copy is checked before anything is changed; broken off, the same command",
      "goes on, and 'up' refuses until it has ended. Days that are there already stay as they are."
    })
final class RestoreCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private InstallationOption which;

  @Parameters(paramLabel = "DIR", description = "The folder of 'backup --to'.")
  private @Nullable Path from;

  @Option(
      names = "--region",
      paramLabel = "R",
      description = "That region alone; by default the control plane and every region.")
  private @Nullable Region region;

  @Override
  public void run() {
    Path folder = Objects.requireNonNull(from);
    PrintWriter out = spec.commandLine().getOut();
    which
        .unserved(
            installation ->
                new RestoreRuns(installation, RehearsalClock.ofThisProcess())
                    .restore(folder, Optional.ofNullable(region)))
        .forEach(line -> out.println(text(line)));
    out.flush();
  }

  private static String text(RestoreRuns.Line line) {
    Restore.Restored restored = line.restored();
    String text =
        String.format(
            Locale.ROOT,
            "%s: %,d pieces put back, %,d rows; %,d whose time is over stay away",
            line.place(),
            restored.pieces(),
            restored.rows(),
            restored.over());
    if (!restored.there().isEmpty()) {
      text += "; there already: " + String.join(", ", restored.there());
    }
    if (!line.disabled().isEmpty()) {
      text +=
          "; switched off, since nothing tells how they stand: "
              + line.disabled().stream().map(TenantId::value).collect(Collectors.joining(", "));
    }
    return text;
  }
}
