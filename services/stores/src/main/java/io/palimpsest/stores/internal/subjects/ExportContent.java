package io.palimpsest.stores.internal.subjects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.platform.exports.ExportedItem;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Photo;
import io.palimpsest.policy.PolicyRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An exported item as it is before it is sealed and after it is opened. */
final class ExportContent {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExportContent() {}

  static byte[] toBytes(ExportedItem item) {
    ObjectNode root = JSON.createObjectNode();
    root.put("item", item.item());
    root.put("subject", item.subject());
    root.put("action", item.action());
    root.put("policy", item.policy().toString());
    item.jurisdiction().ifPresent(value -> root.put("jurisdiction", value));
    ObjectNode fields = root.putObject("fields");
    item.fields().forEach((name, value) -> fields.put(name.value(), value));
    ObjectNode photos = root.putObject("photos");
    item.photos().forEach(photo -> photos.put(photo.name().value(), photo.content()));
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written");
    }
  }

  static ExportedItem of(byte[] bytes) {
    try {
      JsonNode root = JSON.readTree(bytes);
      Map<FieldName, String> fields = new HashMap<>();
      root.path("fields")
          .properties()
          .forEach(each -> fields.put(new FieldName(each.getKey()), each.getValue().textValue()));
      List<Photo> photos = new ArrayList<>();
      for (var each : root.path("photos").properties()) {
        photos.add(new Photo(new FieldName(each.getKey()), each.getValue().binaryValue()));
      }
      return new ExportedItem(
          root.path("item").textValue(),
          root.path("subject").textValue(),
          root.path("action").textValue(),
          PolicyRef.parse(root.path("policy").textValue()),
          Optional.ofNullable(root.path("jurisdiction").textValue()),
          fields,
          photos);
    } catch (IOException e) {
      // The parser's own message would quote what it read.
      throw new IllegalStateException("a sealed copy holds no JSON");
    }
  }
}
