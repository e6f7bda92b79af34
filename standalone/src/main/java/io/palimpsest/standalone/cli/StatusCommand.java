package io.palimpsest.standalone.cli;

import io.palimpsest.standalone.launch.RunState;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: what runs, and where it is reached. */
@Command(
    name = "status",
    description = "Show what is running and where it is reached.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit code 0 when it is ready, 1 when it is not."})
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  @Override
  public Integer call() {
    RunState state = RunState.of(data.folder());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(state.toJson());
    } else {
      print(out, state);
    }
    return state.isReady() ? 0 : 1;
  }

  private static void print(PrintWriter out, RunState state) {
    out.println("state        " + state.state());
    out.println("data         " + state.data());
    if (!state.isRunning()) {
      return;
    }
    out.println("process      " + state.pid() + ", since " + state.since());
    out.println("logs         " + state.logs());
    if (!state.isReady()) {
      return;
    }
    out.println("gateway      " + state.gateway());
    out.println("management   " + state.management());
    out.println("admin        " + state.admin());
    new TreeMap<>(state.stores()).forEach((name, address) -> out.println(padded(name) + address));
    state
        .regions()
        .forEach(
            region -> {
              out.println("region       " + region.name() + ", " + region.zone());
              out.println("evidence     " + region.evidence());
            });
    out.println("evidence     " + state.evidence());
    out.println("model        " + state.model());
    out.println("credentials  " + state.credentials());
    for (Map.Entry<String, Long> process : new TreeMap<>(state.processes()).entrySet()) {
      out.println("process      " + process.getValue() + " " + process.getKey());
    }
  }

  private static String padded(String name) {
    return name + " ".repeat(Math.max(1, 13 - name.length()));
  }
}
