package io.palimpsest.standalone.cli;

import io.palimpsest.platform.credentials.SecretKey;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.client.ApiClient;
import io.palimpsest.standalone.launch.RehearsalClock;
import io.palimpsest.standalone.server.Credentials;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server a tenant's call goes to, and whose keys sign it. */
final class ApiOption {
  @Mixin private DataOption data;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Another server than the one on the data folder.")
  private @Nullable URI endpoint;

  /**
   * Signs with the keys in the environment, else the demo tenant's.
   *
   * @throws UserError when there are none, or nothing is running
   */
  ApiClient client() {
    Optional<Credentials> demo = Credentials.read(data.folder().credentialsFile());
    return new ApiClient(endpoint(demo), keys(demo), RehearsalClock.ofThisProcess());
  }

  private URI endpoint(Optional<Credentials> demo) {
    if (endpoint != null) {
      return endpoint;
    }
    return URI.create(
        demo.map(Credentials::endpoint).orElseGet(() -> data.requireRunning().gateway()));
  }

  private static ApiClient.Keys keys(Optional<Credentials> demo) {
    Map<String, String> environment = System.getenv();
    String id = environment.get("PALIMPSEST_SECRET_ID");
    String key = environment.get("PALIMPSEST_SECRET_KEY");
    if (id != null && key != null && !key.isEmpty()) {
      return new ApiClient.Keys(
          id,
          new SecretKey(key),
          Optional.ofNullable(environment.get("PALIMPSEST_TOKEN"))
              .filter(t -> !t.isEmpty())
              .map(SecretKey::new));
    }
    return demo.map(
            known ->
                new ApiClient.Keys(
                    known.secretId(), new SecretKey(known.secretKey()), Optional.empty()))
        .orElseThrow(
            () ->
                new UserError(
                    "no keys to sign with: start the server (palimpsest up), or set PALIMPSEST_SECRET_ID and"
                        + " PALIMPSEST_SECRET_KEY"));
  }
}
