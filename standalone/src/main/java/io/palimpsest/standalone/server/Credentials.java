package io.palimpsest.standalone.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The demo AppID's keys, as they lie in a file that only its owner may read.
 *
 * @param endpoint where calls go
 * @param region where calls go that name none
 */
public record Credentials(
    String endpoint, String tenant, long appId, String secretId, String secretKey, String region) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Empty when there is no such file. */
  public static Optional<Credentials> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), Credentials.class));
    } catch (JsonProcessingException e) {
      // The parser's own message would quote what stands in the file.
      throw new UserError(file + " is damaged; delete it and start again: new keys are made");
    } catch (IOException e) {
      throw UserError.of(file + " cannot be read", e);
    }
  }

  void write(Path file) {
    try {
      DataFolder.writePrivately(file, JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }

  @Override
  public String toString() {
    return "Credentials[" + appId + ", " + secretId + "]";
  }
}
