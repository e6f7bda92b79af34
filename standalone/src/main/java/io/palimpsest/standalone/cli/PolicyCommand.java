package io.palimpsest.standalone.cli;

import io.palimpsest.policy.InvalidPolicy;
import io.palimpsest.policy.Language;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.policy.clauses.ClauseList;
import io.palimpsest.policy.render.PolicyDiff;
import io.palimpsest.policy.render.PolicyText;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.RehearsalClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy}: checks modules, and shows what they say. */
@Command(
    name = "policy",
    subcommands = SimulateCommand.class,
    description = "Check policy modules, read them, and see what a new version changes.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A module is named by its id (the version in force), or by id@version. A folder of your own modules, which may",
      "extend those that ship, is given with --policies."
    })
final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Where modules are read from, and how a text is wanted. */
  static final class Reading {
    @Option(
        names = "--policies",
        paramLabel = "DIR",
        description = "A folder of modules beside those that ship.")
    private @Nullable Path folder;

    @Option(
        names = "--lang",
        paramLabel = "LANG",
        description = "en or zh (default: ${DEFAULT-VALUE}).",
        defaultValue = "en")
    private Language language = Language.EN;

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        description = "md or html (default: ${DEFAULT-VALUE}).",
        defaultValue = "md")
    private Format format = Format.MD;

    PolicyLibrary library() {
      Path own = folder;
      return own == null ? PolicyLibrary.shipped() : read(own);
    }
  }

  /** The form of a text. */
  enum Format {
    MD,
    HTML
  }

  @Override
  public void run() {
    PolicyLibrary library = PolicyLibrary.shipped();
    List<List<String>> rows =
        library.all().stream()
            .map(
                each ->
                    List.of(
                        each.id(), each.version(), each.effective().toString(), each.title().en()))
            .toList();
    out()
        .println(
            AccountsOption.table(List.of("POLICY", "VERSION", "IN FORCE FROM", "TITLE"), rows));
  }

  @Command(
      name = "check",
      description = {
        "Check a module, or every module of a folder, with all that they extend.",
        "Exit code 1, and a line for each fault with its file and line, when something is wrong."
      },
      mixinStandardHelpOptions = true)
  void check(@Parameters(paramLabel = "FILE|DIR", description = "What to check.") Path path) {
    PolicyLibrary library = read(path);
    for (PolicyModule each : library.all()) {
      out().println(each.ref() + "  " + each.hash());
    }
    out().println(path + ": nothing is wrong.");
  }

  @Command(
      name = "publish",
      description = {
        "Note every version in a folder as published, in its published.lst.",
        "What stands there may not change any more: a changed text or value is a new version."
      },
      mixinStandardHelpOptions = true)
  void publish(@Parameters(paramLabel = "DIR", description = "The folder.") Path folder) {
    List<PolicyRef> added = told(folder, () -> PolicyStore.publish(folder));
    added.forEach(each -> out().println(each + " is published."));
    if (added.isEmpty()) {
      out().println("Every version in " + folder + " was published already.");
    }
  }

  @Command(
      name = "render",
      description = "Print the text of a policy, as tenants read and accept it.",
      mixinStandardHelpOptions = true)
  void render(
      @Parameters(paramLabel = "ID", description = "Such as tencent-ocr or tencent-ocr@1.0.0.")
          String id,
      @Mixin Reading reading) {
    PolicyModule module = find(reading.library(), id);
    out()
        .println(
            switch (reading.format) {
              case MD -> PolicyText.markdown(module, reading.language);
              case HTML -> PolicyText.html(module, reading.language);
            });
  }

  @Command(
      name = "diff",
      description = "Print what one version or module says that another does not.",
      mixinStandardHelpOptions = true)
  void diff(
      @Parameters(paramLabel = "A", description = "The version before.") String before,
      @Parameters(paramLabel = "B", description = "The version after.") String after,
      @Mixin Reading reading) {
    PolicyLibrary library = reading.library();
    PolicyDiff diff = PolicyDiff.between(find(library, before), find(library, after));
    out()
        .println(
            switch (reading.format) {
              case MD -> diff.markdown(reading.language);
              case HTML -> diff.html(reading.language);
            });
  }

  @Command(
      name = "clauses",
      description = "Print every promise that the policies make, what keeps it and what proves it.",
      mixinStandardHelpOptions = true)
  void clauses() {
    ClauseList list = ClauseList.shipped();
    out().println(list.markdown());
    out().println(list.summary());
  }

  private static PolicyModule find(PolicyLibrary library, String id) {
    try {
      return id.contains("@") ? library.version(PolicyRef.parse(id)) : library.module(id);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "there is no policy "
              + id
              + "; there are "
              + String.join(
                  ", ", library.all().stream().map(each -> each.ref().toString()).toList()),
          e);
    }
  }

  private static PolicyLibrary read(Path path) {
    return told(path, () -> PolicyStore.open(path, RehearsalClock.ofThisProcess()).get());
  }

  private interface Work<T> {
    T on() throws IOException;
  }

  private static <T> T told(Path path, Work<T> work) {
    if (!Files.exists(path)) {
      throw new UserError(path + " is not there");
    }
    try {
      return work.on();
    } catch (InvalidPolicy e) {
      throw new UserError("policy modules do not pass\n" + e.getMessage(), e);
    } catch (IOException e) {
      throw UserError.of(path + " cannot be read", e);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
