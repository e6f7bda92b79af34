package io.palimpsest.standalone.cli;

import io.palimpsest.platform.backups.BackupClass;
import io.palimpsest.platform.backups.BackupFolder;
import io.palimpsest.platform.backups.BackupLimits;
import io.palimpsest.platform.backups.BackupRefused;
import io.palimpsest.platform.backups.Backups;
import io.palimpsest.platform.backups.CopyName;
import io.palimpsest.platform.backups.Manifest;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.RehearsalClock;
import io.palimpsest.standalone.server.BackupRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup}: copies against loss, for as long as the policies allow. */
@Command(
    name = "backup",
    description = "Copy one class into a folder, encrypted; days that are there already are left.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[list | expire]",
    footer = {
      "",
      "Identification data, exports, debug copies, uploads and their keys are never backed up.",
      "A copy is gone with its data, or after the policy's own period for backups: files where the setting",
      "palimpsest.backups.folder or 'backup expire' names the folder, keys always."
    })
final class BackupCommand implements Runnable {
  private static final List<DataClass> NEVER =
      List.of(
          DataClass.IDENTIFICATION,
          DataClass.IDENTIFICATION_EXPORT,
          DataClass.UPLOAD_AND_RESULT,
          DataClass.DEBUG_COPY);

  @Spec private CommandSpec spec;
  @Mixin private InstallationOption which;

  @Parameters(
      arity = "0..1",
      paramLabel = "CLASS",
      description = "monitoring, operation-log, control or evidence.")
  private @Nullable String what;

  @Option(
      names = "--region",
      paramLabel = "R",
      description = "Every region by default; of evidence the control plane's, too.")
  private @Nullable Region region;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "The folder; made when it is not there.")
  private @Nullable Path to;

  @Override
  public void run() {
    if (what == null || to == null) {
      throw new ParameterException(
          spec.commandLine(), "Name a class (" + BackupClass.keys() + ") and --to DIR");
    }
    BackupClass kind = BackupClass.of(what).orElseThrow(() -> refused(what));
    Path folder = Objects.requireNonNull(to);
    List<List<String>> rows = new ArrayList<>();
    for (BackupRuns.Copied each :
        which.look(
            installation ->
                new BackupRuns(installation, RehearsalClock.ofThisProcess())
                    .copy(kind, Optional.ofNullable(region), folder))) {
      Backups.Made made = each.made();
      rows.add(
          List.of(
              each.place(),
              number(made.written()),
              number(made.rows()),
              number(made.kept()),
              number(made.withheld())));
    }
    print(AccountsOption.table(List.of("PLACE", "COPIED", "ROWS", "KEPT", "WITHHELD"), rows));
  }

  @Command(
      name = "list",
      description = "What lies in a folder, as it says itself; no key is needed.",
      mixinStandardHelpOptions = true)
  void list(@Parameters(paramLabel = "DIR") Path folder) {
    try (BackupFolder open = BackupFolder.openThatIsThere(folder)) {
      print(
          AccountsOption.table(
              List.of("PLACE", "CLASS", "PERIOD", "DAY", "ROWS", "BYTES", "MADE", "GONE BY"),
              open.list().stream().map(BackupCommand::row).toList()));
    } catch (BackupRefused e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  @Command(
      name = "expire",
      description = "Erase the copies whose time is over, and their keys.",
      mixinStandardHelpOptions = true)
  void expire(
      @Mixin InstallationOption installations, @Parameters(paramLabel = "DIR") Path folder) {
    installations
        .look(
            installation ->
                new BackupRuns(installation, RehearsalClock.ofThisProcess()).expire(folder))
        .forEach(
            (place, counts) ->
                print(
                    place
                        + ": "
                        + counts.get("files")
                        + " files erased, "
                        + counts.get("keys")
                        + " keys destroyed"));
  }

  private RuntimeException refused(String name) {
    return NEVER.stream()
        .filter(each -> each.key().equals(name))
        .findFirst()
        .<RuntimeException>map(
            each ->
                new UserError(
                    String.valueOf(
                        new BackupLimits(PolicyLibrary::shipped).never(each).getMessage())))
        .orElseGet(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "There is no class " + name + "; there are " + BackupClass.keys()));
  }

  private static List<String> row(Manifest manifest) {
    CopyName name = manifest.name();
    return List.of(
        name.place(),
        name.kind().key(),
        name.piece().family(),
        name.piece().day() + (manifest.complete() ? "" : " (so far)"),
        number(manifest.rows()),
        number(manifest.bytes()),
        manifest.at().toString(),
        name.until().map(Object::toString).orElse("kept"));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void print(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }
}
