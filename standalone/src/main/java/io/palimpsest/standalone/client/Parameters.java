package io.palimpsest.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a request's parameters of what was typed. */
public final class Parameters {
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
  private static final ObjectMapper JSON = new ObjectMapper();

  private Parameters() {}

  /**
   * The parameters of one call.
   *
   * @param pairs {@code NAME=VALUE}; a value that is JSON is taken as JSON, any other as text
   * @throws IllegalArgumentException when a pair has another form
   * @throws UserError when the file cannot be read
   */
  public static Map<String, Object> of(
      Optional<Path> file, Optional<String> url, List<String> pairs) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    file.ifPresent(path -> addFile(path, parameters));
    url.ifPresent(address -> parameters.put("ImageUrl", address));
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("a parameter is written NAME=VALUE: " + pair);
      }
      parameters.put(pair.substring(0, equals), value(pair.substring(equals + 1)));
    }
    return parameters;
  }

  private static void addFile(Path path, Map<String, Object> parameters) {
    byte[] bytes = read(path);
    parameters.put("ImageBase64", Base64.getEncoder().encodeToString(bytes));
    if (Arrays.equals(Arrays.copyOf(bytes, PDF.length), PDF)) {
      parameters.put("IsPdf", true);
    }
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new UserError("there is no file " + path, e);
    } catch (IOException e) {
      throw UserError.of(path + " cannot be read", e);
    }
  }

  private static Object value(String text) {
    boolean json =
        text.matches("true|false|-?[0-9]+(\\.[0-9]+)?")
            || text.startsWith("{")
            || text.startsWith("[");
    if (!json) {
      return text;
    }
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
