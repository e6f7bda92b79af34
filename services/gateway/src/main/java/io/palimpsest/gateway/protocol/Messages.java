package io.palimpsest.gateway.protocol;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * What an error code means, in the caller's language, followed by the English detail of the case.
 * Immutable.
 */
public final class Messages {
  private final Map<Language, Properties> texts = new EnumMap<>(Language.class);

  /**
   * @throws IllegalStateException when a code has no text in one of the languages
   */
  public Messages() {
    for (Language language : Language.values()) {
      Properties loaded = load(language);
      for (ErrorCode code : ErrorCode.values()) {
        if (loaded.getProperty(code.wire()) == null) {
          throw new IllegalStateException("no " + language.tag() + " message for " + code.wire());
        }
      }
      texts.put(language, loaded);
    }
  }

  /** The whole message of an error answer. */
  public String explain(CallFailure failure, Language language) {
    return meaning(failure.code(), language) + " (" + failure.message() + ")";
  }

  /** What a code means in general. */
  public String meaning(ErrorCode code, Language language) {
    return Objects.requireNonNull(texts.get(language)).getProperty(code.wire());
  }

  private static Properties load(Language language) {
    String name = "messages-" + language.tag() + ".properties";
    try (var stream = Objects.requireNonNull(Messages.class.getResourceAsStream(name), name);
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      Properties properties = new Properties();
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }
}
