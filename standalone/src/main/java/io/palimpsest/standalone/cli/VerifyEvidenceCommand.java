package io.palimpsest.standalone.cli;

import io.palimpsest.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * {@code verify}: hands everything to the offline verifier, which is a jar of its own and reads its
 * command line itself.
 */
@Command(
    name = "verify",
    description =
        "Check proofs, statements, checkpoints and evidence logs offline, with public keys only.")
final class VerifyEvidenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Unmatched private List<String> args = new ArrayList<>();

  @Override
  public Integer call() {
    return Verifier.standard().run(args, spec.commandLine().getOut()::println);
  }
}
