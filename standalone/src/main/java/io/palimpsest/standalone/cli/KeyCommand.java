package io.palimpsest.standalone.cli;

import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.tenancy.AppId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code key}: the keys that sign an AppID's calls. A secret is shown once, when it is made. */
@Command(
    name = "key",
    description = "Create, list, disable, enable and rotate keys.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class KeyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  @Command(
      name = "create",
      description = "A new key; its secret is shown this once.",
      mixinStandardHelpOptions = true)
  void create(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "APPID") AppId appId,
      @Option(
              names = "--for",
              paramLabel = "DURATION",
              description = "A temporary key with a token, such as 30m, 12h or PT1H30M.")
          @Nullable Duration life,
      @Option(
              names = "--actions",
              paramLabel = "ACTION",
              split = ",",
              description = "The actions it may call; all by default.")
          @Nullable Set<String> actions) {
    show(
        accounts.with(
            (all, _) ->
                all.createKey(
                    appId, Optional.ofNullable(life), actions == null ? Set.of() : actions)));
  }

  @Command(
      name = "list",
      description = "An AppID's keys, without their secrets.",
      mixinStandardHelpOptions = true)
  void list(@Mixin AccountsOption accounts, @Parameters(paramLabel = "APPID") AppId appId) {
    List<List<String>> rows =
        accounts.with((all, _) -> all.keys(appId).stream().map(KeyCommand::row).toList());
    spec.commandLine()
        .getOut()
        .println(
            AccountsOption.table(
                List.of("SECRETID", "STATE", "CREATED", "EXPIRES", "ACTIONS"), rows));
  }

  @Command(
      name = "disable",
      description = "Refuse it, within a second.",
      mixinStandardHelpOptions = true)
  void disable(@Mixin AccountsOption accounts, @Parameters(paramLabel = "SECRETID") SecretId id) {
    accounts.with((all, _) -> all.setEnabled(id, false));
    spec.commandLine().getOut().println(id + " is disabled.");
  }

  @Command(name = "enable", description = "Accept it again.", mixinStandardHelpOptions = true)
  void enable(@Mixin AccountsOption accounts, @Parameters(paramLabel = "SECRETID") SecretId id) {
    accounts.with((all, _) -> all.setEnabled(id, true));
    spec.commandLine().getOut().println(id + " is enabled.");
  }

  @Command(
      name = "rotate",
      description = "A new key with the rights of an old one, which is disabled.",
      mixinStandardHelpOptions = true)
  void rotate(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "SECRETID") SecretId id,
      @Option(
              names = "--keep-old",
              description = "Leave the old one good; disable it once nobody uses it.")
          boolean keepOld) {
    show(accounts.with((all, _) -> all.rotate(id, keepOld)));
    spec.commandLine().getOut().println(id + (keepOld ? " is still good." : " is disabled."));
  }

  private static List<String> row(Credential key) {
    return List.of(
        key.secretId().value(),
        key.enabled() ? "enabled" : "disabled",
        key.created().toString(),
        key.expires().map(Object::toString).orElse("never"),
        key.actions().isEmpty() ? "all" : String.join(",", new TreeSet<>(key.actions())));
  }

  private void show(Credential key) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("SecretId   " + key.secretId());
    out.println("SecretKey  " + key.secretKey().reveal());
    key.token().ifPresent(token -> out.println("Token      " + token.reveal()));
    key.expires().ifPresent(end -> out.println("Expires    " + end));
    out.println("The secret is not shown again.");
  }
}
