package io.palimpsest.standalone.cli;

import io.palimpsest.platform.keys.RootKeyChange;
import io.palimpsest.platform.keys.RootKeyUse;
import io.palimpsest.standalone.admin.OpenKeys;
import io.palimpsest.standalone.config.InstallationFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code keys}: the root key and what is under it. The server goes on while it is changed. */
@Command(
    name = "keys",
    description = "Show and change the root key, and the keys under it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  @Command(
      name = "status",
      description = "Which root keys there are, and what is under which.",
      mixinStandardHelpOptions = true)
  void status(@Mixin InstallationOption which) {
    print(with(which, KeysCommand::describe));
  }

  @Command(
      name = "rotate",
      description = "Add a root key and seal everything under it; the old one still opens.",
      mixinStandardHelpOptions = true)
  void rotate(@Mixin InstallationOption which) {
    print(
        with(
            which,
            keys -> {
              int sealed = new RootKeyChange(keys.root(), keys.uses()).begin();
              return sealed
                  + " secrets were sealed anew.\n"
                  + describe(keys)
                  + "\nOnce every server has the new file, 'keys retire' destroys the old key.";
            }));
  }

  @Command(
      name = "retire",
      description = "Destroy old root keys that nothing is under any more.",
      mixinStandardHelpOptions = true)
  void retire(@Mixin InstallationOption which) {
    print(
        with(
            which,
            keys -> {
              new RootKeyChange(keys.root(), keys.uses()).finish();
              return describe(keys);
            }));
  }

  private static <T> T with(InstallationOption which, Function<OpenKeys, T> work) {
    return OpenKeys.with(InstallationFile.read(which.file()), work);
  }

  private static String describe(OpenKeys keys) {
    List<String> names = keys.root().names();
    List<List<String>> rows = new ArrayList<>();
    for (RootKeyUse use : keys.uses()) {
      RootKeyUse.Count count = use.count();
      rows.add(
          List.of(
              use.name(),
              Integer.toString(count.newest()),
              Integer.toString(count.older()),
              keys.days(use.name()).map(days -> Integer.toString(days.size())).orElse(""),
              keys.days(use.name())
                  .filter(days -> !days.isEmpty())
                  .map(List::getFirst)
                  .orElse("")));
    }
    return "Root key "
        + names.getFirst()
        + (names.size() == 1
            ? ""
            : "; " + String.join(", ", names.subList(1, names.size())) + " still open")
        + "\n"
        + AccountsOption.table(List.of("PLACE", "NEWEST", "OLDER", "DAY KEYS", "OLDEST DAY"), rows);
  }

  private void print(String text) {
    spec.commandLine().getOut().println(text);
  }
}
