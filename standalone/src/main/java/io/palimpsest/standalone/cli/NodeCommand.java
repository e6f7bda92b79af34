package io.palimpsest.standalone.cli;

import io.palimpsest.node.NodeOptions;
import io.palimpsest.node.OcrNodeMain;
import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.server.ServerLog;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code node}: an OCR node alone. */
@Command(
    name = "node",
    description = "Run an OCR node alone: the engine behind gRPC, for gateways elsewhere.",
    mixinStandardHelpOptions = true,
    customSynopsis = "palimpsest node [--NAME=VALUE...]",
    footer = {
      "",
      "  --host=ADDRESS        where it listens; 127.0.0.1",
      "  --port=N              9090",
      "  --threads=N           processors that its inferences may use; all",
      "  --parallelism=N       pages read at once; as many as processors",
      "  --device=DEVICE       auto, cpu or cuda:N; auto",
      "  --batch-lines=N       lines in one batch at the most",
      "  --batch-wait=TIME     how long a line may wait for others, such as 5ms",
      "  --queue=N             calls that may wait; 16 for each page read at once",
      "  --call-limit=TIME     longest time for one call; 60s",
      "  --drain-limit=TIME    how long running calls may go on at the end; 20s",
      "  --max-message=SIZE    most bytes of one request; 64MB",
      "  --certificate=FILE    PEM; with it and its key the node speaks TLS",
      "  --key=FILE            PEM, PKCS #8",
      "  --reflection=true     let tools ask for the service's description",
      "  --models=DIR          folder of the models",
      "",
      "Each is also a variable, such as PALIMPSEST_NODE_BATCH_WAIT. SIGTERM drains: running calls finish, no others begin.",
      "A node asks nobody who they are: let it listen on loopback or on a network of its own."
    })
final class NodeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Unmatched private List<String> flags = new ArrayList<>(); // picocli adds to it

  @Override
  public Integer call() throws InterruptedException {
    try {
      NodeOptions options = NodeOptions.read(System.getenv(), flags);
      ServerLog.toStandardOutput();
      return OcrNodeMain.run(options);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    } catch (OcrFailure | UncheckedIOException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
