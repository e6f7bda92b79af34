package io.palimpsest.policy.internal;

import io.palimpsest.policy.Lineage;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.internal.Inheritance.Joined;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The list of versions that went out, each with the hash of its content, one a line: {@code
 * tencent-ocr@1.0.0 9f86…}. What stands there may not change any more.
 */
final class Published {
  static final String FILE = "published.lst";

  private Published() {}

  static Map<PolicyRef, String> read(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.split("\\s+"))
        .collect(
            Collectors.toMap(parts -> PolicyRef.parse(parts[0]), parts -> parts[parts.length - 1]));
  }

  static String write(Map<PolicyRef, String> hashes) {
    Map<PolicyRef, String> sorted =
        new TreeMap<>(Comparator.comparing(PolicyRef::id).thenComparing(ref -> ref.version()));
    sorted.putAll(hashes);
    return sorted.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * SHA-256 over the module's name, its effective day and every value with its place: the same for
   * two files that say the same in another order or with other comments.
   */
  static String hash(Joined module) {
    StringBuilder content = new StringBuilder();
    content.append(module.file().ref()).append('\n');
    content.append(module.file().tree().get("effective").textValue()).append('\n');
    for (Lineage.Value value : module.lineage().values()) {
      content.append(value.place()).append('\0');
      content.append(value.value().en()).append('\0');
      content.append(value.value().zh()).append('\n');
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
