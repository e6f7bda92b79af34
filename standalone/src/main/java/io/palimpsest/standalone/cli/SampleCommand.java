package io.palimpsest.standalone.cli;

import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.sample.SampleDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sample}: something to read for whoever has no document at hand. */
@Command(
    name = "sample",
    description = "Draw specimen documents into a folder.",
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Where to; made if it is not there.")
  private Path folder;

  @Override
  public Integer call() {
    try {
      SampleDocuments.write(folder).forEach(spec.commandLine().getOut()::println);
      return 0;
    } catch (IOException e) {
      throw UserError.of(folder + " cannot be written", e);
    }
  }
}
