package io.palimpsest.evidence.leaf;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.json.CanonicalJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The members of one leaf, on their way to JSON and back. */
final class Fields {
  private final Map<String, Object> members;

  private Fields(Map<String, Object> members) {
    this.members = members;
  }

  /** The members that every leaf has. */
  static Fields of(Leaf leaf) {
    return new Fields(new TreeMap<>())
        .with("type", leaf.type())
        .with("in", leaf.place().region())
        .with("day", leaf.place().day().toString())
        .with("at", leaf.at().getEpochSecond());
  }

  static Fields parse(byte[] json) {
    if (!(CanonicalJson.parse(json) instanceof Map<?, ?> parsed)) {
      throw new Malformed("a leaf that is not a JSON object");
    }
    Map<String, Object> members = new TreeMap<>();
    parsed.forEach((key, value) -> members.put((String) key, value));
    return new Fields(members);
  }

  Fields with(String key, String value) {
    members.put(key, value);
    return this;
  }

  Fields with(String key, long value) {
    members.put(key, value);
    return this;
  }

  byte[] json() {
    return CanonicalJson.write(members);
  }

  String text(String key) {
    return optional(key).orElseThrow(() -> new Malformed("a leaf without the text " + key));
  }

  Optional<String> optional(String key) {
    return Optional.ofNullable(members.get(key))
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  long number(String key) {
    if (members.get(key) instanceof Long number) {
      return number;
    }
    throw new Malformed("a leaf without the number " + key);
  }

  /** Written as 1 when it is so, and not at all when it is not. */
  boolean flag(String key) {
    return members.containsKey(key);
  }

  LocalDate day(String key) {
    try {
      return LocalDate.parse(text(key));
    } catch (DateTimeException e) {
      throw new Malformed("a leaf whose " + key + " is no day");
    }
  }

  Place place() {
    return new Place(text("in"), day("day"));
  }

  Instant at() {
    try {
      return Instant.ofEpochSecond(number("at"));
    } catch (DateTimeException e) {
      throw new Malformed("a leaf of a time that does not exist");
    }
  }

  Commitment of() {
    return Commitment.parse(text("of"));
  }
}
