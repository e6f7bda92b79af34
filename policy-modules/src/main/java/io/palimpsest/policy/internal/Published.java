package io.palimpsest.policy.internal;

import io.palimpsest.policy.InvalidPolicy;
import io.palimpsest.policy.Lineage;
import io.palimpsest.policy.PolicyFault;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.internal.Inheritance.Joined;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The list of versions that went out, each with the hash of its content, one a line: {@code
 * tencent-ocr@1.0.0 9f86…}. What stands there may not change any more.
 */
final class Published {
  static final String FILE = "published.lst";

  private static final Pattern LINE =
      Pattern.compile("([a-z0-9-]+@\\d{1,6}\\.\\d{1,6}\\.\\d{1,6})\\s+([0-9a-f]{64})");

  private Published() {}

  /**
   * Reads the list.
   *
   * @throws InvalidPolicy with every line that is none of its own, or says what another denies
   */
  static Map<PolicyRef, String> read(Source list) {
    Map<PolicyRef, String> hashes = new HashMap<>();
    List<PolicyFault> faults = new ArrayList<>();
    List<String> lines = list.text().lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isEmpty() || lines.get(i).startsWith("#")) {
        continue;
      }
      Matcher line = LINE.matcher(lines.get(i));
      if (!line.matches()) {
        faults.add(new PolicyFault(list.name(), i + 1, "", "not a version and its hash"));
      } else if (!line.group(2)
          .equals(hashes.computeIfAbsent(PolicyRef.parse(line.group(1)), _ -> line.group(2)))) {
        faults.add(new PolicyFault(list.name(), i + 1, "", "another hash stands above"));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidPolicy(faults);
    }
    return hashes;
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
