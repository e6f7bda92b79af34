package io.palimpsest.standalone.cli;

import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.RunState;
import io.palimpsest.standalone.sample.SampleDocuments;
import io.palimpsest.standalone.server.Credentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is printed when everything is ready: where it is, who may call, and a line to paste. */
final class Banner {
  private final PrintWriter out;

  Banner(PrintWriter out) {
    this.out = out;
  }

  /**
   * @param background whether it goes on after the command has ended
   */
  void print(RunState state, boolean background) {
    out.println();
    out.println("Palimpsest is ready.");
    out.println();
    row("endpoint", state.gateway());
    row("management", state.management() + "/health, " + state.management() + "/prometheus");
    row("admin", state.admin() + "/v1 (docs/tenant-admin.md)");
    row(
        "regions",
        state.regions().stream().map(RunState.RegionState::name).collect(Collectors.joining(", ")));
    state.regions().forEach(region -> row("evidence", region.evidence()));
    row("evidence", state.evidence());
    row("data", state.data());
    if (!state.credentials().isEmpty()) {
      Credentials.read(Path.of(state.credentials()))
          .ifPresent(credentials -> demo(state, credentials));
    } else {
      out.println();
      out.println("No demo tenant was made (--demo makes one). Yours:");
      out.println(
          "  palimpsest tenant create acme && palimpsest app create acme, and then: palimpsest consent --help");
    }
    out.println();
    out.println(
        (background ? "Stop it with: " : "Stop it with Ctrl-C, or: ")
            + script()
            + " down"
            + data(state));
    out.flush();
  }

  private void demo(RunState state, Credentials demo) {
    row("AppID", Long.toString(demo.appId()));
    row("SecretId", demo.secretId());
    row("SecretKey", demo.secretKey());
    out.println();
    out.println(
        "The demo tenant has accepted and attested everything from the start, for specimen documents only: send it nothing real.");
    out.println("Its keys are kept in " + state.credentials() + " (readable by you alone).");
    out.println();
    out.println("Call it:");
    out.println("  " + script() + " call GeneralBasicOCR " + quoted(sample(state)) + data(state));
    out.println();
    out.println(
        "Or with an official SDK (pip install tencentcloud-sdk-python-ocr), the keys in SECRET_ID and SECRET_KEY:");
    out.println("  from tencentcloud.common import credential");
    out.println("  from tencentcloud.common.profile import client_profile, http_profile");
    out.println("  from tencentcloud.ocr.v20181119 import ocr_client, models");
    out.println(
        "  http = http_profile.HttpProfile(endpoint=\""
            + authority(state)
            + "\", protocol=\"http\")");
    out.println(
        "  client = ocr_client.OcrClient(credential.Credential(SECRET_ID, SECRET_KEY), \""
            + demo.region()
            + "\", client_profile.ClientProfile(httpProfile=http))");
  }

  private static String authority(RunState state) {
    return URI.create(state.gateway()).getAuthority();
  }

  private static Path sample(RunState state) {
    try {
      return SampleDocuments.write(Path.of(state.data()).resolve("samples")).getFirst();
    } catch (IOException e) {
      throw UserError.of("the sample document cannot be written", e);
    }
  }

  /** The script as it would be typed in the checkout, else by its whole path. */
  private static String script() {
    Optional<String> root = Optional.ofNullable(System.getProperty("palimpsest.root"));
    Path here = Path.of("").toAbsolutePath();
    return root.map(Path::of)
        .map(path -> path.equals(here) ? "./palimpsest" : quoted(path.resolve("palimpsest")))
        .orElse("palimpsest");
  }

  private static String data(RunState state) {
    Path usual =
        Path.of(System.getProperty("palimpsest.root", "."))
            .resolve(".palimpsest")
            .toAbsolutePath()
            .normalize();
    return Path.of(state.data()).equals(usual) ? "" : " --data " + quoted(Path.of(state.data()));
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./+:@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private void row(String name, String value) {
    out.println("  " + name + " ".repeat(12 - name.length()) + value);
  }
}
