package io.palimpsest.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.gateway.actions.ActionCatalogue;
import io.palimpsest.gateway.lookup.OwnAction;
import io.palimpsest.platform.credentials.SecretKey;
import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One client of the AppID API. */
public final class ApiClient implements AutoCloseable {
  private static final String CONTENT_TYPE = "application/json";

  /** Longer than any call may take on the server. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final URI endpoint;
  private final Keys keys;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * Who calls.
   *
   * @param token of a temporary key
   */
  public record Keys(String secretId, SecretKey secretKey, Optional<SecretKey> token) {}

  public ApiClient(URI endpoint, Keys keys, Clock clock) {
    this.endpoint = endpoint;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Calls an action for nobody in particular.
   *
   * @param region empty lets the server choose
   * @return the body of the answer, whatever it says
   * @throws UserError when no answer can be had
   */
  public String call(String action, Optional<String> region, Map<String, Object> parameters) {
    return call(action, region, parameters, Map.of());
  }

  /**
   * Calls an action.
   *
   * @param region empty lets the server choose
   * @param endUser headers that tell of the end user
   * @return the body of the answer, whatever it says
   * @throws UserError when no answer can be had
   */
  public String call(
      String action,
      Optional<String> region,
      Map<String, Object> parameters,
      Map<String, String> endUser) {
    try {
      byte[] body = json.writeValueAsBytes(parameters);
      return http.send(
              request(action, region, body, endUser),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
          .body();
    } catch (ConnectException e) {
      throw new UserError(
          "nothing answers at " + endpoint + "; is the server up? (palimpsest status)", e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    } catch (IOException e) {
      throw new UserError("the call to " + endpoint + " failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    }
  }

  private HttpRequest request(
      String action, Optional<String> region, byte[] body, Map<String, String> endUser) {
    Instant now = clock.instant();
    String host =
        endpoint.getPort() < 0 ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .timeout(PATIENCE)
            .header("Content-Type", CONTENT_TYPE)
            .header("X-TC-Action", action)
            .header("X-TC-Version", version(action))
            .header("X-TC-Timestamp", Long.toString(now.getEpochSecond()))
            .header(
                "Authorization",
                Tc3Signer.authorization(
                    keys.secretId(), keys.secretKey(), now, CONTENT_TYPE, host, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    endUser.forEach(request::header);
    region.ifPresent(name -> request.header("X-TC-Region", name));
    keys.token().ifPresent(token -> request.header("X-TC-Token", token.reveal()));
    return request.build();
  }

  /** Our own actions are of a version of their own. */
  private static String version(String action) {
    return OwnAction.known(action).isPresent() ? OwnAction.VERSION : ActionCatalogue.VERSION;
  }

  @Override
  public void close() {
    http.close();
  }
}
