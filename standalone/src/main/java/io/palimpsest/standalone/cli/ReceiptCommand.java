package io.palimpsest.standalone.cli;

import io.palimpsest.platform.tenancy.TenantId;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code consent receipt}: the signed proof of what was said. */
@Command(
    name = "receipt",
    description =
        "Print the signed receipt of an attestation, of a line of the history, or of a request.",
    mixinStandardHelpOptions = true)
final class ReceiptCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private AccountsOption accounts = new AccountsOption();

  @Parameters(paramLabel = "TENANT")
  private @Nullable TenantId tenant;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Of of = new Of();

  /** Of what: exactly one of the three. */
  static final class Of {
    @Option(names = "--attestation", paramLabel = "ID")
    private @Nullable String attestation;

    @Option(names = "--entry", paramLabel = "NO", description = "As 'consent history' counts.")
    private @Nullable Long entry;

    @Option(names = "--request", paramLabel = "ID", description = "A request of an end user.")
    private @Nullable String request;
  }

  @Override
  public Integer call() {
    TenantId whose = Objects.requireNonNull(tenant);
    spec.commandLine().getOut().println(receipt(whose));
    return 0;
  }

  private String receipt(TenantId whose) {
    String attestation = of.attestation;
    String request = of.request;
    if (attestation != null) {
      return accounts.desk(desk -> desk.receipts().ofAttestation(whose, attestation));
    }
    if (request != null) {
      return accounts.rights(rights -> rights.receipt(whose, request));
    }
    return accounts.desk(desk -> desk.receipts().of(whose, Objects.requireNonNull(of.entry)));
  }
}
