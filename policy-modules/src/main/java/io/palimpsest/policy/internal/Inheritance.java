package io.palimpsest.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.policy.Lineage;
import io.palimpsest.policy.PolicyFault;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Joins a module with what it extends. The more specific value wins (clauses T1, D1): a section is
 * joined part by part, everything else, lists too, is replaced as a whole.
 */
final class Inheritance {
  /** They say which module it is, and are nobody's heirloom. */
  private static final Set<String> OWN =
      Set.of("id", "version", "effective", "announced", "abstract", "extends");

  private final Map<PolicyRef, ModuleFile> files;

  Inheritance(Map<PolicyRef, ModuleFile> files) {
    this.files = files;
  }

  /**
   * A module with all that it inherits.
   *
   * @param tree its content, without the keys that only name the module
   */
  record Joined(ModuleFile file, JsonNode tree, Lineage lineage) {}

  /**
   * Whoever extends what is not there, or itself by any way, is told so; nothing is joined then.
   */
  List<PolicyFault> faults(ModuleFile file) {
    List<PolicyRef> chain = new ArrayList<>(List.of(file.ref()));
    ModuleFile at = file;
    while (at.parent().isPresent()) {
      PolicyRef parent = at.parent().get();
      boolean circle = chain.contains(parent);
      chain.add(parent);
      if (circle) {
        return chain.indexOf(parent) == 0
            ? List.of(
                file.fault(
                    "/extends",
                    "circular inheritance: "
                        + String.join(
                            " extends ", chain.stream().map(PolicyRef::toString).toList())))
            : List.of(file.fault("/extends", parent + " is part of a circle"));
      }
      ModuleFile next = files.get(parent);
      if (next == null) {
        return at == file
            ? List.of(file.fault("/extends", "there is no module " + parent))
            : List.of(file.fault("/extends", at.ref() + " extends what is not there"));
      }
      at = next;
    }
    return List.of();
  }

  /** Joins a module that has no {@link #faults}. */
  Joined join(ModuleFile file) {
    List<ModuleFile> near = new ArrayList<>();
    for (ModuleFile at = file; at != null; at = at.parent().map(files::get).orElse(null)) {
      near.add(at);
    }
    ObjectNode tree = file.tree().deepCopy();
    OWN.forEach(tree::remove);
    Map<String, PolicyRef> origins = new HashMap<>();
    mark(tree, "", file.ref(), origins);
    List<Lineage.Override> overrides = new ArrayList<>();
    for (ModuleFile parent : near.subList(1, near.size())) {
      inherit(tree, parent.tree(), "", parent.ref(), origins, overrides);
    }
    List<Lineage.Value> values = new ArrayList<>();
    collect(tree, "", origins, values);
    return new Joined(
        file, tree, new Lineage(near.stream().map(ModuleFile::ref).toList(), overrides, values));
  }

  private static void inherit(
      ObjectNode own,
      JsonNode parents,
      String place,
      PolicyRef parent,
      Map<String, PolicyRef> origins,
      List<Lineage.Override> overrides) {
    for (Map.Entry<String, JsonNode> each : parents.properties()) {
      String name = each.getKey();
      if (place.isEmpty() && OWN.contains(name)) {
        continue;
      }
      String here = place + "/" + name;
      JsonNode mine = own.get(name);
      JsonNode theirs = each.getValue();
      if (mine == null) {
        own.set(name, theirs.deepCopy());
        mark(theirs, here, parent, origins);
      } else if (mine instanceof ObjectNode section && isSection(mine) && isSection(theirs)) {
        inherit(section, theirs, here, parent, origins, overrides);
      } else if (!mine.equals(theirs)) {
        overrides.add(
            new Lineage.Override(here, origins.get(here), text(mine), parent, text(theirs)));
      }
    }
  }

  private static void mark(
      JsonNode node, String place, PolicyRef from, Map<String, PolicyRef> origins) {
    if (isSection(node)) {
      node.properties()
          .forEach(each -> mark(each.getValue(), place + "/" + each.getKey(), from, origins));
    } else {
      origins.put(place, from);
    }
  }

  private static void collect(
      JsonNode node, String place, Map<String, PolicyRef> origins, List<Lineage.Value> values) {
    if (isSection(node)) {
      // By name, so that the order in which a file says things makes no difference.
      Map<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(each -> sorted.put(each.getKey(), each.getValue()));
      sorted.forEach((name, each) -> collect(each, place + "/" + name, origins, values));
    } else {
      values.add(new Lineage.Value(place, text(node), origins.get(place)));
    }
  }

  /** A text in two languages is one value. */
  private static boolean isSection(JsonNode node) {
    return node.isObject() && !(node.size() == 2 && node.has("en") && node.has("zh"));
  }

  private static Text text(JsonNode node) {
    if (node.isObject()) {
      return new Text(node.get("en").textValue(), node.get("zh").textValue());
    }
    String plain =
        node.isArray() ? node.isEmpty() ? "–" : String.join(", ", items(node)) : node.asText();
    return new Text(plain, plain);
  }

  private static List<String> items(JsonNode list) {
    List<String> items = new ArrayList<>();
    for (JsonNode each : list) {
      items.add(each.isObject() ? String.join(" ", fields(each).values()) : each.asText());
    }
    return items;
  }

  private static Map<String, String> fields(JsonNode object) {
    Map<String, String> fields = new LinkedHashMap<>();
    object.properties().forEach(each -> fields.put(each.getKey(), each.getValue().asText()));
    return fields;
  }
}
