package io.palimpsest.standalone.cli;

import io.palimpsest.platform.debugcopies.CopyContent;
import io.palimpsest.platform.debugcopies.DebugCopies.Located;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code debug-copy}: copies of uploads and answers of tenants that opted in. */
@Command(
    name = "debug-copy",
    description = "List the debug copies of a tenant that opted in, or look at one.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "A copy is erased after 24 hours at the latest, and at once when the tenant opts out. Each look stands in the",
      "tenant's record, in the operation log and in the control plane's evidence log before anything is shown. A",
      "folder that 'get' wrote is yours to erase by then."
    })
final class DebugCopyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  @Command(
      name = "list",
      description = "What there is of a tenant, and until when; nothing of its content.",
      mixinStandardHelpOptions = true)
  void list(@Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId tenant) {
    List<Located> copies = accounts.debugCopies((all, _) -> all.list(tenant));
    spec.commandLine()
        .getOut()
        .println(
            AccountsOption.table(
                List.of("REQUESTID", "APPID", "REGION", "ACTION", "BYTES", "MADE", "GONE BY"),
                copies.stream().map(DebugCopyCommand::row).toList()));
  }

  @Command(
      name = "get",
      description = "Write one copy's upload and answer into a new folder.",
      mixinStandardHelpOptions = true)
  void get(
      @Mixin AccountsOption accounts,
      @Mixin OperatorOption operator,
      @Parameters(paramLabel = "REQUESTID", converter = CallIds.class) CallId callId,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "FOLDER",
              description = "Takes upload and answer.json; must not be there yet.")
          Path folder) {
    if (Files.exists(folder)) {
      throw new UserError(folder + " is there already");
    }
    CopyContent content =
        accounts.debugCopies(
            (copies, oversight) ->
                oversight.lookAtCopy(copies, callId, operator.by(), operator.reason()).content());
    write(folder, content);
    spec.commandLine()
        .getOut()
        .println(
            content.upload().length
                + " bytes in "
                + folder.resolve("upload")
                + ", the answer in "
                + folder.resolve("answer.json"));
  }

  private static void write(Path folder, CopyContent content) {
    try {
      Files.createDirectory(folder);
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      Files.write(folder.resolve("upload"), content.upload());
      Files.write(folder.resolve("answer.json"), content.answer());
    } catch (IOException e) {
      throw UserError.of(folder + " cannot be written", e);
    }
  }

  private static List<String> row(Located at) {
    return List.of(
        at.copy().callId().toString(),
        at.copy().appId().toString(),
        at.region().name(),
        at.copy().action(),
        Long.toString(at.copy().bytes()),
        at.copy().made().toString(),
        at.copy().due().toString());
  }
}
