package io.palimpsest.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.palimpsest.platform.receipts.PublicReceiptKey;
import io.palimpsest.platform.receipts.ReceiptForged;
import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code consent verify}: checks a receipt without any server. */
@Command(
    name = "verify",
    description = "Check a receipt with a published key, and print what it says. Needs no server.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The receipt: compact JWS.")
  private @Nullable Path receipt;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "What 'consent key' printed: JSON Web Keys, one a line.")
  private @Nullable Path keys;

  @Override
  public Integer call() {
    String jws = read(Objects.requireNonNull(receipt)).strip();
    List<PublicReceiptKey> all =
        read(Objects.requireNonNull(keys))
            .lines()
            .filter(line -> !line.isBlank())
            .map(VerifyCommand::key)
            .toList();
    for (PublicReceiptKey key : all) {
      try {
        JsonNode said = JSON.readTree(key.verified(jws));
        spec.commandLine().getOut().println(JSON.writeValueAsString(said));
        spec.commandLine().getOut().println("Signed by the key " + key.kid() + ".");
        return 0;
      } catch (ReceiptForged e) {
        // another key may be the one
      } catch (IOException e) {
        throw new UserError("the receipt holds no JSON", e);
      }
    }
    throw new UserError("none of these keys signed what stands in " + receipt);
  }

  private static PublicReceiptKey key(String line) {
    try {
      JsonNode jwk = JSON.readTree(line);
      if (jwk.path("crv").asText().equals("Ed25519")) {
        return new PublicReceiptKey(jwk.path("x").asText());
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // told below
    }
    throw new UserError("--key holds no Ed25519 key as a JSON Web Key");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UserError(file + " cannot be read", e);
    }
  }
}
