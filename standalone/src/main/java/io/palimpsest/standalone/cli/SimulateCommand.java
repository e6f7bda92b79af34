package io.palimpsest.standalone.cli;

import io.palimpsest.platform.simulation.Forecast;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.RehearsalClock;
import io.palimpsest.standalone.server.Simulations;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy simulate}: what a changed module would do, counted from the stores. */
@Command(
    name = "simulate",
    description = {
      "Show what a changed module would erase, keep and refuse once it holds, counted from the stores.",
      "Nothing is changed. A shortened period applies to what is there, a lengthened one never."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Stores that are stopped are started meanwhile. Exit code 0 when every store answered; 1 when one did not:",
      "what it holds is unknown then, not nothing."
    })
final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private InstallationOption which;

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  @Parameters(
      paramLabel = "MODULE.yml",
      description = "The changed module, in the folder of the installation's own or elsewhere.")
  private @Nullable Path module;

  @Override
  public Integer call() {
    Path file = Objects.requireNonNull(module);
    if (!Files.isRegularFile(file)) {
      throw new UserError(file + " is not there");
    }
    Forecast forecast =
        which.look(
            installation -> Simulations.of(installation, file, RehearsalClock.ofThisProcess()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? ForecastJson.of(forecast) : ForecastText.of(forecast));
    out.flush();
    return forecast.isCertain() ? 0 : 1;
  }
}
