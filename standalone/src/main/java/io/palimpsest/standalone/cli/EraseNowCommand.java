package io.palimpsest.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.client.ApiClient;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code erase-now}: the tenant's own EraseCall, for people. */
@Command(
    name = "erase-now",
    description = "Erase at once what may be erased of one call, as its tenant.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "With the demo tenant's keys unless PALIMPSEST_SECRET_ID and PALIMPSEST_SECRET_KEY say otherwise.",
      "Exit code 0 when nothing of it is left, 1 when something is or no answer can be had."
    })
final class EraseNowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ApiOption api;

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  @Parameters(
      paramLabel = "REQUESTID",
      description = "The RequestId of the call's answer.",
      converter = CallIds.class)
  private @Nullable CallId callId;

  @Override
  public Integer call() {
    String wanted = Objects.requireNonNull(callId).toString();
    try (ApiClient client = api.client()) {
      ObjectMapper mapper = new ObjectMapper();
      JsonNode answer =
          mapper
              .readTree(client.call("EraseCall", Optional.empty(), Map.of("CallId", wanted)))
              .path("Response");
      PrintWriter out = spec.commandLine().getOut();
      out.print(
          json
              ? mapper.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n"
              : ErasedNowText.of(answer));
      out.flush();
      return answer.path("Complete").asBoolean() ? 0 : 1;
    } catch (JsonProcessingException e) {
      throw new UserError("the server's answer is no JSON", e);
    }
  }
}
