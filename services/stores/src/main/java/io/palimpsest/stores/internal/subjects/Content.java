package io.palimpsest.stores.internal.subjects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Purpose;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of an item is personal, as it is before it is sealed and after it is opened. */
record Content(
    Map<FieldName, String> fields,
    Set<FieldName> photos,
    Map<Purpose, String> attestations,
    Optional<String> jurisdiction,
    Optional<Pseudonym> consentRecord) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The same with another value of one field. */
  Content with(FieldName field, String value) {
    Map<FieldName, String> changed = new HashMap<>(fields);
    changed.put(field, value);
    return new Content(changed, photos, attestations, jurisdiction, consentRecord);
  }

  /** Those of the purposes that are left. */
  Map<Purpose, String> attestations(Set<Purpose> purposes) {
    Map<Purpose, String> left = new HashMap<>(attestations);
    left.keySet().retainAll(purposes);
    return left;
  }

  byte[] toBytes() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode values = root.putObject("fields");
    fields.forEach((name, value) -> values.put(name.value(), value));
    ArrayNode names = root.putArray("photos");
    photos.forEach(name -> names.add(name.value()));
    ObjectNode grounds = root.putObject("attestations");
    attestations.forEach((purpose, id) -> grounds.put(purpose.key(), id));
    jurisdiction.ifPresent(value -> root.put("jurisdiction", value));
    consentRecord.ifPresent(
        record ->
            root.putObject("consentRecord")
                .put("keyVersion", record.keyVersion())
                .put("hash", record.hash()));
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written");
    }
  }

  static Content of(byte[] bytes) {
    try {
      var root = JSON.readTree(bytes);
      Map<FieldName, String> fields = new HashMap<>();
      root.path("fields")
          .properties()
          .forEach(
              field -> fields.put(new FieldName(field.getKey()), field.getValue().textValue()));
      Set<FieldName> photos = new HashSet<>();
      root.path("photos").forEach(name -> photos.add(new FieldName(name.textValue())));
      Map<Purpose, String> attestations = new HashMap<>();
      root.path("attestations")
          .properties()
          .forEach(
              each -> attestations.put(new Purpose(each.getKey()), each.getValue().textValue()));
      return new Content(
          fields,
          photos,
          attestations,
          Optional.ofNullable(root.path("jurisdiction").textValue()),
          Optional.ofNullable(root.get("consentRecord"))
              .map(
                  record ->
                      new Pseudonym(
                          Pseudonym.Kind.CONSENT_RECORD,
                          record.path("keyVersion").asInt(),
                          record.path("hash").asText())));
    } catch (IOException e) {
      // The parser's own message would quote what it read.
      throw new IllegalStateException("a sealed item holds no JSON");
    }
  }

  /** Never a value. */
  @Override
  public String toString() {
    return "Content[" + fields.size() + " fields]";
  }
}
