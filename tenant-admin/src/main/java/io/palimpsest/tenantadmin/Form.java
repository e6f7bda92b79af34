package io.palimpsest.tenantadmin;

import io.palimpsest.platform.consent.ConsentRefused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON object that a request brought. What is missing or of another type is a {@link
 * ConsentRefused} that names the field; fields that nobody asks for are dropped (clause C2).
 */
record Form(Map<String, Object> values) {

  String text(String name) {
    return optionalText(name).orElseThrow(() -> ConsentRefused.invalid(name + " is missing"));
  }

  Optional<String> optionalText(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw ConsentRefused.invalid(name + " is not a text");
  }

  Optional<Instant> optionalTime(String name) {
    try {
      return optionalText(name).map(Instant::parse);
    } catch (DateTimeException e) {
      throw ConsentRefused.invalid(name + " is not a time such as 2027-11-01T00:00:00Z");
    }
  }

  Optional<LocalDate> optionalDay(String name) {
    try {
      return optionalText(name).map(LocalDate::parse);
    } catch (DateTimeException e) {
      throw ConsentRefused.invalid(name + " is not a day such as 2027-11-01");
    }
  }

  Instant time(String name) {
    return optionalTime(name).orElseThrow(() -> ConsentRefused.invalid(name + " is missing"));
  }

  List<String> texts(String name) {
    if (values.get(name) instanceof List<?> list
        && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw ConsentRefused.invalid(name + " is not a list of texts");
  }

  int number(String name) {
    if (values.get(name) instanceof Integer number) {
      return number;
    }
    throw ConsentRefused.invalid(name + " is not a whole number");
  }

  boolean flag(String name) {
    Object value = values.getOrDefault(name, false);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw ConsentRefused.invalid(name + " is not true or false");
  }

  Form object(String name) {
    return optionalObject(name).orElseThrow(() -> ConsentRefused.invalid(name + " is missing"));
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are texts
  Optional<Form> optionalObject(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Map<?, ?> map) {
      return Optional.of(new Form((Map<String, Object>) map));
    }
    throw ConsentRefused.invalid(name + " is not an object");
  }
}
