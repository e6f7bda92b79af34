package io.palimpsest.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.standalone.client.ApiClient;
import io.palimpsest.standalone.client.Parameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code call}: one signed call, as a tenant's program would send it. */
@Command(
    name = "call",
    description = "Sign a call, send it, print the answer.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "With the demo tenant's keys unless PALIMPSEST_SECRET_ID and PALIMPSEST_SECRET_KEY say otherwise.",
      "Exit code 0 for a result, 1 for an error answer or none."
    })
final class CallCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ApiOption api;
  @Mixin private EndUserOption endUser = new EndUserOption();

  @CommandLine.Parameters(
      index = "0",
      paramLabel = "ACTION",
      description = "Such as GeneralBasicOCR.")
  private String action = "";

  @CommandLine.Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The document to send.")
  private @Nullable Path file;

  @Option(
      names = "--region",
      paramLabel = "R",
      description = "Such as eu-frankfurt; the AppID's default if not given.")
  private @Nullable String region;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Let the server fetch the document from here.")
  private @Nullable String url;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "NAME=VALUE",
      description =
          "A parameter of the action; true, false, numbers and JSON are taken as such. May be repeated.")
  private List<String> parameters = List.of();

  @Override
  public Integer call() {
    Map<String, Object> request;
    try {
      request = Parameters.of(Optional.ofNullable(file), Optional.ofNullable(url), parameters);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    try (ApiClient client = api.client()) {
      return print(client.call(action, Optional.ofNullable(region), request, endUser.headers()));
    }
  }

  private int print(String body) {
    ObjectMapper json = new ObjectMapper();
    try {
      JsonNode answer = json.readTree(body);
      spec.commandLine()
          .getOut()
          .println(json.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
      return answer.path("Response").has("Error") || !answer.has("Response") ? 1 : 0;
    } catch (JsonProcessingException e) {
      spec.commandLine().getOut().println(body);
      return 1;
    }
  }
}
