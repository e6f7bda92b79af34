package io.palimpsest.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The module's own files. */
public final class Resources {
  private Resources() {}

  /** A YAML file beside the modules, as a tree. */
  public static JsonNode yaml(String name) {
    Source source = Source.resource(name);
    return new ObjectMapper().valueToTree(PolicyYaml.read(source.name(), source.text()).value());
  }
}
