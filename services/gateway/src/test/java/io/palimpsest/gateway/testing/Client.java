package io.palimpsest.gateway.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.platform.credentials.Credential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Calls a gateway as an SDK does. */
public final class Client {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  public static final String VERSION = "2018-11-19";

  private final int port;
  private final Credential credential;

  public Client(int port, Credential credential) {
    this.port = port;
    this.credential = credential;
  }

  /** TC3 by POST. */
  public Answer call(String action, Map<String, ?> parameters) {
    return call(action, parameters, Map.of());
  }

  /** TC3 by POST; {@code headers} replace or add, a value of {@code ""} takes away. */
  public Answer call(String action, Map<String, ?> parameters, Map<String, String> headers) {
    try {
      return post(action, JSON.writeValueAsBytes(parameters), headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer read(String action, byte[] picture) {
    return call(action, Map.of("ImageBase64", Base64.getEncoder().encodeToString(picture)));
  }

  public Answer post(String action, byte[] body, Map<String, String> changes) {
    Map<String, String> headers = headers(action, "application/json", changes);
    String payload = headers.get("X-TC-Content-SHA256");
    sign(headers, "POST", "", payload == null ? body : payload.getBytes(StandardCharsets.UTF_8));
    headers.putAll(changes);
    return send(request("", headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
  }

  /** TC3 by GET. */
  public Answer get(String action, Map<String, String> parameters, Map<String, String> changes) {
    Map<String, String> headers = headers(action, "application/x-www-form-urlencoded", changes);
    sign(headers, "GET", encode(parameters), new byte[0]);
    headers.putAll(changes);
    return send(request(encode(parameters), headers).GET().build());
  }

  /**
   * v1 by POST or GET; {@code changes} as for headers, made before signing, {@code Signature} after
   * it.
   */
  public Answer v1(
      String method,
      String algorithm,
      String action,
      Map<String, String> parameters,
      Map<String, String> changes) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("Action", action);
    all.put("Version", VERSION);
    all.put("Timestamp", "" + Instant.now().getEpochSecond());
    all.put("Nonce", "12345");
    all.put("SecretId", credential.secretId().value());
    all.put("SignatureMethod", algorithm);
    apply(changes, all);
    all.putIfAbsent(
        "Signature",
        Signer.v1(algorithm, credential.secretKey().reveal(), method, "127.0.0.1:" + port, all));
    all.values().removeIf(String::isEmpty);
    if (method.equals("GET")) {
      return send(request(encode(all), Map.of()).GET().build());
    }
    return send(
        request("", Map.of("Content-Type", "application/x-www-form-urlencoded"))
            .POST(HttpRequest.BodyPublishers.ofString(encode(all)))
            .build());
  }

  public static Answer send(HttpRequest request) {
    try {
      return Answer.of(HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private Map<String, String> headers(
      String action, String contentType, Map<String, String> changes) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("X-TC-Action", action);
    headers.put("X-TC-Version", VERSION);
    headers.put("X-TC-Timestamp", "" + Instant.now().getEpochSecond());
    apply(changes, headers);
    return headers;
  }

  private static void apply(Map<String, String> changes, Map<String, String> to) {
    to.putAll(changes);
  }

  private void sign(Map<String, String> headers, String method, String query, byte[] payload) {
    headers.put(
        "Authorization",
        Signer.tc3(
            credential.secretId().value(),
            credential.secretKey().reveal(),
            method,
            query,
            headers.getOrDefault("Content-Type", ""),
            "127.0.0.1:" + port,
            "ocr",
            timestamp(headers),
            payload));
  }

  private static long timestamp(Map<String, String> headers) {
    String text = headers.getOrDefault("X-TC-Timestamp", "");
    return text.matches("[0-9]{1,12}") ? Long.parseLong(text) : 0;
  }

  private HttpRequest.Builder request(String query, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + "/" + (query.isEmpty() ? "" : "?" + query)));
    headers.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.header(name, value);
          }
        });
    return request;
  }
}
