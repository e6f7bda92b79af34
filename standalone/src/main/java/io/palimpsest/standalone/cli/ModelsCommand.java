package io.palimpsest.standalone.cli;

import io.palimpsest.ocr.model.ModelPacks;
import io.palimpsest.ocr.model.PackState;
import io.palimpsest.standalone.engine.FetchProgress;
import io.palimpsest.standalone.engine.Models;
import io.palimpsest.standalone.launch.CacheFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models}: the packs of OCR models, and which of them are at hand. */
@Command(
    name = "models",
    description = "List the packs of OCR models, or fetch one.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Models are kept in ~/.cache/palimpsest/models, or where PALIMPSEST_MODELS says. 'up' and 'read' fetch",
      ModelPacks.QUICK + " and " + ModelPacks.STANDARD + " by themselves, and read what is to be",
      "read best with " + ModelPacks.BEST + " once it has been fetched."
    })
final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    List<List<String>> rows = ModelPacks.states(folder()).stream().map(ModelsCommand::row).toList();
    spec.commandLine()
        .getOut()
        .println(
            AccountsOption.table(List.of("PACK", "VERSION", "SIZE", "LICENCE", "STATE"), rows));
  }

  @Command(
      name = "fetch",
      description =
          "Fetch a pack, unless it is there already. A running server takes it when it starts next.",
      mixinStandardHelpOptions = true)
  void fetch(@Parameters(paramLabel = "PACK", description = "As 'models' lists it.") String id) {
    Path folder = folder();
    PrintWriter err = spec.commandLine().getErr();
    Models.fetch(id, folder, new FetchProgress(err, Boolean.getBoolean("palimpsest.terminal")));
    spec.commandLine().getOut().println(id + " is in " + folder + ".");
  }

  private static List<String> row(PackState pack) {
    return List.of(
        pack.id(),
        pack.version(),
        Math.round(pack.size() / 1e6) + " MB",
        pack.licence(),
        pack.ready() ? "ready" : "not fetched");
  }

  private static Path folder() {
    return CacheFolder.of(System.getenv()).models();
  }
}
