package io.palimpsest.standalone.cli;

import io.palimpsest.ocr.Device;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.CacheFolder;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.Detached;
import io.palimpsest.standalone.launch.Ports;
import io.palimpsest.standalone.launch.RehearsalClock;
import io.palimpsest.standalone.launch.RunState;
import io.palimpsest.standalone.server.NodeMode;
import io.palimpsest.standalone.server.ServerLog;
import io.palimpsest.standalone.server.UpRun;
import io.palimpsest.standalone.server.UpSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code up}: the one-command default. */
@Command(
    name = "up",
    description = "Start everything on loopback: stores, two regions, the OCR engine, the gateway.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Runs until Ctrl-C; with -d in the background, until 'palimpsest down'. Starts again on the data that is there."
    })
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(
      names = {"-d", "--detach"},
      description = "Come back when it is ready, and let it run in the background.")
  private boolean detach;

  @Option(
      names = "--external",
      paramLabel = "FILE",
      description =
          "Run on the MySQL, Elasticsearch and S3 stores that FILE names instead of starting our own.")
  private @Nullable Path external;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Port of the gateway; health and metrics take N+1, the embedded stores N+2 to N+4, an OCR node's process N+5,"
              + " the tenant-admin API N+6."
              + " ${DEFAULT-VALUE} by default.",
      defaultValue = "" + Ports.DEFAULT)
  private int port;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description =
          "What the models run on: auto (a CUDA device where one answers), cpu, or cuda:N and nothing else."
              + " By default what the setting palimpsest.ocr.device says, else auto.",
      defaultValue = "${sys:palimpsest.ocr.device:-" + Option.NULL_VALUE + "}")
  private @Nullable Device device;

  @Option(
      names = "--node",
      paramLabel = "WHERE",
      description =
          "Where the OCR engine runs: in-process, or process for one of its own, whose crash the gateway survives."
              + " By default where the setting palimpsest.ocr.nodes says, else in-process.")
  private @Nullable NodeMode node;

  @Option(
      names = "--policy",
      paramLabel = "ID",
      description =
          "The policy of tenants that are made without one, such as tencent-ocr (by default) or deepseek-ocr."
              + " Remembered; with --external the file says it.")
  private @Nullable String policy;

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description =
          "A folder of policy modules of your own, looked at while it runs. By default that of the last start;"
              + " with --external the file says it.")
  private @Nullable Path policies;

  @Option(names = "--demo", description = "Make the demo tenant with --external too.")
  private boolean demo;

  /**
   * Set on the process that runs in the background: whoever started it prints the keys, so that no
   * log holds them.
   */
  @Option(names = "--detached", hidden = true)
  private boolean detached;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    DataFolder folder = data.folder();
    folder.create();
    rehearsal(folder, out);
    UpSettings settings =
        new UpSettings(
            folder,
            new Ports(port),
            Optional.ofNullable(external),
            external == null || demo,
            Optional.ofNullable(policy),
            Optional.ofNullable(policies),
            Optional.ofNullable(node),
            Optional.ofNullable(device),
            CacheFolder.of(System.getenv()),
            Boolean.getBoolean("palimpsest.terminal") && !detached);
    if (!detach) {
      ServerLog.to(folder.logs());
      new UpRun(settings, out, state -> announce(state, out)).run();
      return 0;
    }
    Detached background = new Detached(folder, out);
    if (!background.start(arguments(folder))) {
      throw new UserError("it could not be started; the whole story is in " + folder.logs());
    }
    new Banner(out).print(RunState.of(folder), true);
    return 0;
  }

  private void rehearsal(DataFolder folder, PrintWriter out) {
    String ahead = System.getenv().getOrDefault(RehearsalClock.VARIABLE, "");
    if (!ahead.isBlank() && external != null) {
      throw new UserError(
          RehearsalClock.VARIABLE
              + " is for rehearsals on stores of our own: with --external it would erase ahead of time");
    }
    RehearsalClock.remember(folder, System.getenv());
    if (!ahead.isBlank() && !detached) {
      out.println("A rehearsal: the clock is ahead by " + ahead + ", and what is over then goes.");
    }
  }

  private void announce(RunState state, PrintWriter out) {
    if (!detached) {
      new Banner(out).print(state, false);
    }
  }

  private List<String> arguments(DataFolder folder) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "up",
                "--detached",
                "--data",
                folder.root().toString(),
                "--port",
                Integer.toString(port)));
    if (external != null) {
      arguments.addAll(List.of("--external", external.toAbsolutePath().toString()));
    }
    if (policy != null) {
      arguments.addAll(List.of("--policy", policy));
    }
    if (policies != null) {
      arguments.addAll(List.of("--policies", policies.toAbsolutePath().toString()));
    }
    if (node != null) {
      arguments.addAll(List.of("--node", node.word()));
    }
    if (device != null) {
      arguments.addAll(List.of("--device", device.name()));
    }
    if (demo) {
      arguments.add("--demo");
    }
    return arguments;
  }
}
