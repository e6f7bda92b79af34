package io.palimpsest.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The policy modules that ship, each checked against the schema when it is loaded. Immutable. */
public final class PolicyLibrary {
  private static final List<String> SHIPPED = List.of("tencent-ocr");

  private final Map<String, PolicyModule> modules;

  public PolicyLibrary(List<PolicyModule> modules) {
    this.modules =
        modules.stream()
            .collect(Collectors.toUnmodifiableMap(PolicyModule::id, Function.identity()));
  }

  /**
   * The modules that ship.
   *
   * @throws InvalidPolicy when one breaks the schema
   */
  public static PolicyLibrary shipped() {
    return new PolicyLibrary(SHIPPED.stream().map(PolicyLibrary::load).toList());
  }

  /**
   * The module with this id.
   *
   * @throws IllegalArgumentException when there is none
   */
  public PolicyModule module(String id) {
    PolicyModule module = modules.get(id);
    if (module == null) {
      throw new IllegalArgumentException("no policy module " + id + "; there are " + ids());
    }
    return module;
  }

  /** All ids, ascending. */
  public List<String> ids() {
    return modules.keySet().stream().sorted().toList();
  }

  private static PolicyModule load(String id) {
    String name = id + ".yml";
    try (InputStream yaml = PolicyLibrary.class.getResourceAsStream(name)) {
      if (yaml == null) {
        throw new InvalidPolicy(name + " is not in the library");
      }
      return new PolicyParser().parse(name, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }
}
