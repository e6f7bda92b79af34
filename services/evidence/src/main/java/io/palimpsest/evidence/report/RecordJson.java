package io.palimpsest.evidence.report;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records as values of canonical JSON and back: a member for each component, under its name. Texts,
 * integers, booleans, days and instants (ISO 8601), optionals (not there when empty), lists and
 * records in records; of a sealed interface, the member {@code is} names the record. So what a
 * format holds can be read off its records, and nothing else is in it.
 */
final class RecordJson {
  private static final String WHICH = "is";

  private RecordJson() {}

  static Map<String, Object> write(Record record) {
    Map<String, Object> members = new TreeMap<>();
    for (RecordComponent each : record.getClass().getRecordComponents()) {
      Object value = get(each, record);
      if (value instanceof Optional<?> maybe) {
        maybe.ifPresent(there -> members.put(each.getName(), value(there, argument(each))));
      } else {
        members.put(each.getName(), value(value, each.getGenericType()));
      }
    }
    return members;
  }

  private static Object value(Object value, Type type) {
    return switch (value) {
      case List<?> list -> {
        Type of = ((ParameterizedType) type).getActualTypeArguments()[0];
        yield list.stream().map(item -> value(item, of)).toList();
      }
      case Record record -> {
        Map<String, Object> members = write(record);
        if (((Class<?>) type).isSealed()) {
          members.put(WHICH, name(record.getClass()));
        }
        yield members;
      }
      case LocalDate day -> day.toString();
      case Instant time -> time.toString();
      default -> value;
    };
  }

  /**
   * @throws Malformed when it is not exactly what {@link #write} gives for some record of the type
   */
  static <T extends Record> T read(Class<T> type, Map<?, ?> members) {
    T record = record(type, members);
    if (!write(record).equals(members)) {
      throw new Malformed(name(type) + " with a value in another spelling");
    }
    return record;
  }

  private static <T> T record(Class<T> type, Map<?, ?> members) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      Object member = members.get(components[i].getName());
      types[i] = components[i].getType();
      values[i] = read(components[i], member);
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new Malformed(name(type) + ": " + e.getCause().getMessage());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static Object read(RecordComponent component, @Nullable Object member) {
    if (component.getType() == Optional.class) {
      return Optional.ofNullable(member).map(there -> read(argument(component), there));
    }
    if (member == null) {
      throw new Malformed("no " + component.getName() + " is there");
    }
    return read(component.getGenericType(), member);
  }

  private static Object read(Type type, Object member) {
    if (type instanceof ParameterizedType list && member instanceof List<?> items) {
      List<Object> read = new ArrayList<>();
      items.forEach(item -> read.add(read(list.getActualTypeArguments()[0], item)));
      return read;
    }
    if (type == long.class && member instanceof Long
        || type == boolean.class && member instanceof Boolean
        || type == String.class && member instanceof String) {
      return member;
    }
    try {
      if (type == LocalDate.class && member instanceof String text) {
        return LocalDate.parse(text);
      }
      if (type == Instant.class && member instanceof String text) {
        return Instant.parse(text);
      }
    } catch (DateTimeException e) {
      throw new Malformed("no day and no time: " + member);
    }
    if (type instanceof Class<?> of && member instanceof Map<?, ?> members) {
      if (of.isSealed()) {
        return record(which(of, members), members);
      }
      if (of.isRecord()) {
        return record(of, members);
      }
    }
    throw new Malformed("a value where a " + type.getTypeName() + " should be");
  }

  private static Class<?> which(Class<?> sealed, Map<?, ?> members) {
    for (Class<?> each : sealed.getPermittedSubclasses()) {
      if (name(each).equals(members.get(WHICH))) {
        return each;
      }
    }
    throw new Malformed("no word, or an unknown one, for which " + name(sealed) + " it is");
  }

  /** {@code NeverMade} is {@code never-made}. */
  private static String name(Class<?> type) {
    return type.getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(java.util.Locale.ROOT);
  }

  private static Type argument(RecordComponent optional) {
    return ((ParameterizedType) optional.getGenericType()).getActualTypeArguments()[0];
  }

  private static Object get(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
