package io.palimpsest.gateway.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.core.convert.format.ReadableBytes;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/**
 * Refuses values of the wrong type at start. Binding alone would take the default for a value that
 * it cannot convert, and a mistyped limit would silently be another one.
 */
@Context
final class SettingsCheck {
  private static final List<Class<? extends Record>> ALL =
      List.of(
          ApiConfig.class,
          LimitsConfig.class,
          ImageUrlConfig.class,
          TlsConfig.class,
          ManagementConfig.class);
  private static final String SIZE = "-?[0-9]+\\s?([KMGkmg][Bb])?";

  SettingsCheck(Environment environment) {
    ALL.forEach(type -> check(environment, type));
  }

  private static void check(Environment environment, Class<? extends Record> type) {
    String prefix = type.getAnnotation(ConfigurationProperties.class).value();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + "." + NameUtils.hyphenate(component.getName());
      Optional<String> text = environment.getProperty(key, String.class);
      Check.that(
          text.isEmpty() || converts(environment, key, text.get(), component),
          key,
          "a " + component.getType().getSimpleName());
    }
  }

  private static boolean converts(
      Environment environment, String key, String text, RecordComponent component) {
    return component.getAccessor().isAnnotationPresent(ReadableBytes.class)
        ? text.matches(SIZE)
        : environment.getProperty(key, Argument.of(component.getGenericType())).isPresent();
  }
}
