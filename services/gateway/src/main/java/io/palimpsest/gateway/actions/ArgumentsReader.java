package io.palimpsest.gateway.actions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters an action knows and passes over all others. A picture's text is not made
 * into a string: its place in the body is noted, and decoded from there later. Thread-safe.
 */
public final class ArgumentsReader {
  static final String IMAGE = "ImageBase64";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8 everywhere
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxNameLength(256)
                  .maxNumberLength(64)
                  .maxStringLength(64 * 1024)
                  .maxTokenCount(100_000)
                  .build())
          .build();

  private ArgumentsReader() {}

  /**
   * Reads a JSON body; an empty one has no parameters.
   *
   * @throws CallFailure {@code InvalidParameter} when it is not one well-formed object within our
   *     bounds
   */
  public static Arguments json(byte[] body, Set<String> known) {
    if (body.length == 0) {
      return new Arguments(Map.of(), false, Optional.empty());
    }
    try (JsonParser parser = JSON.createParser(body)) {
      return read(parser, body, known);
    } catch (IOException e) {
      // The parser's own message would quote the body.
      throw new CallFailure(ErrorCode.INVALID_PARAMETER, "the body is not well-formed JSON");
    }
  }

  /** Takes the parameters of a query or form. */
  public static Arguments flattened(Map<String, String> parameters, Set<String> known) {
    Map<String, Object> values = new HashMap<>();
    for (String name : known) {
      if (parameters.containsKey(name)) {
        values.put(name, parameters.get(name));
      }
    }
    return new Arguments(
        values, true, Optional.ofNullable(parameters.get(IMAGE)).map(EncodedText::of));
  }

  private static Arguments read(JsonParser parser, byte[] body, Set<String> known)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new CallFailure(ErrorCode.INVALID_PARAMETER, "the body is not a JSON object");
    }
    Map<String, Object> values = new HashMap<>();
    Optional<EncodedText> image = Optional.empty();
    String name;
    while ((name = parser.nextFieldName()) != null) {
      JsonToken token = parser.nextToken();
      if (name.equals(IMAGE) && token == JsonToken.VALUE_STRING) {
        int from = (int) parser.currentTokenLocation().getByteOffset() + 1;
        image = Optional.of(new EncodedText(body, from, endOfString(body, from), true));
      } else if (name.equals(IMAGE) && token != JsonToken.VALUE_NULL) {
        throw new CallFailure(ErrorCode.INVALID_PARAMETER, IMAGE + " is not a string");
      } else if (known.contains(name)) {
        Object value = value(parser, token);
        if (value != null) {
          values.put(name, value);
        }
      }
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      throw new CallFailure(ErrorCode.INVALID_PARAMETER, "something follows the JSON object");
    }
    return new Arguments(values, false, image);
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? Arguments.Misfit.VALUE
              : (Object) parser.getLongValue();
      default -> Arguments.Misfit.VALUE;
    };
  }

  /**
   * Where the string that begins at {@code from} ends; the parser checks the rest when it goes on.
   */
  private static int endOfString(byte[] body, int from) {
    int at = from;
    while (at < body.length && body[at] != '"') {
      at += body[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, body.length);
  }
}
