package io.palimpsest.policy.internal;

import io.palimpsest.policy.InvalidPolicy;
import io.palimpsest.policy.PolicyFault;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.internal.Inheritance.Joined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads files of modules, checks each and all together, and joins them. */
public final class PolicyFiles {
  private static final List<String> SHIPPED =
      List.of("base-1.0.0.yml", "tencent-ocr-1.0.0.yml", "deepseek-ocr-1.0.0.yml");

  private PolicyFiles() {}

  /**
   * Modules that fit together.
   *
   * @param modules those that a tenant may have as its profile
   * @param hashes of every version, abstract ones too
   */
  public record Checked(List<PolicyModule> modules, Map<PolicyRef, String> hashes) {
    public Checked {
      modules = List.copyOf(modules);
      hashes = Map.copyOf(hashes);
    }
  }

  /**
   * The modules that ship.
   *
   * @throws InvalidPolicy with every fault
   */
  public static Checked shipped() {
    return check(shippedSources(), Published.read(Source.resource("modules/published.lst")));
  }

  /**
   * The modules that ship, and those of a file or folder, whose list of published versions counts
   * too.
   *
   * @param known the hashes that versions had when they were read before
   * @throws InvalidPolicy with every fault
   * @throws IOException when the file or folder cannot be read
   */
  public static Checked withShipped(Path path, Map<PolicyRef, String> known) throws IOException {
    List<Source> sources = new ArrayList<>(shippedSources());
    if (!Files.isDirectory(path) && path.toAbsolutePath().getParent() != null) {
      // What one file extends may lie beside it.
      for (Source beside : Source.at(path.toAbsolutePath().getParent())) {
        if (!beside.name().equals(path.getFileName().toString()) && reads(beside)) {
          sources.add(beside);
        }
      }
    }
    sources.addAll(Source.at(path));
    Map<PolicyRef, String> all =
        new HashMap<>(Published.read(Source.resource("modules/published.lst")));
    all.putAll(known);
    Path list = listBeside(path);
    if (Files.exists(list)) {
      all.putAll(Published.read(Source.file(list)));
    }
    return check(sources, all);
  }

  /**
   * The modules that ship, those of a folder, and one file more.
   *
   * @param known the hashes that versions have
   * @throws InvalidPolicy with every fault
   * @throws IOException when one cannot be read
   */
  public static Checked tried(Optional<Path> folder, Path file, Map<PolicyRef, String> known)
      throws IOException {
    List<Source> sources = new ArrayList<>(shippedSources());
    if (folder.isPresent()) {
      sources.addAll(Source.at(folder.get()));
    }
    sources.add(Source.file(file));
    return check(sources, known);
  }

  /** The version that one file has. */
  public static PolicyRef ref(Path file) throws IOException {
    return ModuleFile.read(Source.file(file), new PolicySchema()).ref();
  }

  /**
   * All that a file or folder says, as it was found: two that are equal need not be checked twice.
   *
   * @throws IOException when it cannot be read
   */
  public static List<Source> contents(Path path) throws IOException {
    List<Source> all = new ArrayList<>(Source.at(path));
    Path list = listBeside(path);
    if (Files.exists(list)) {
      all.add(Source.file(list));
    }
    return List.copyOf(all);
  }

  /**
   * Notes every version of a folder as published.
   *
   * @return the versions that were not yet
   * @throws InvalidPolicy with every fault; nothing is noted then
   */
  public static List<PolicyRef> publish(Path folder) throws IOException {
    Checked checked = withShipped(folder, Map.of());
    Path list = listBeside(folder);
    Map<PolicyRef, String> noted =
        new HashMap<>(Files.exists(list) ? Published.read(Source.file(list)) : Map.of());
    List<PolicyRef> added = new ArrayList<>();
    for (Source each : Source.at(folder)) {
      PolicyRef ref = ModuleFile.read(each, new PolicySchema()).ref();
      if (noted.put(ref, checked.hashes().get(ref)) == null) {
        added.add(ref);
      }
    }
    Files.writeString(list, Published.write(noted));
    return added;
  }

  static Checked check(List<Source> sources, Map<PolicyRef, String> known) {
    List<PolicyFault> faults = new ArrayList<>();
    Map<PolicyRef, ModuleFile> files = files(sources, faults);
    Inheritance inheritance = new Inheritance(files);
    files.values().forEach(file -> faults.addAll(inheritance.faults(file)));
    stopAt(faults);

    PolicySchema schema = new PolicySchema();
    List<Joined> joined = files.values().stream().map(inheritance::join).toList();
    Map<PolicyRef, String> hashes = new LinkedHashMap<>();
    for (Joined each : joined) {
      hashes.put(each.file().ref(), Published.hash(each));
      if (!each.file().isAbstract()) {
        List<PolicyFault> missing = schema.faultsOfWhole(whole(each), each.file()::fault);
        faults.addAll(missing.isEmpty() ? ModuleChecks.faults(each) : missing);
      }
    }
    faults.addAll(VersionChecks.faults(joined, hashes, known));
    stopAt(faults);

    return new Checked(
        joined.stream()
            .filter(each -> !each.file().isAbstract())
            .map(each -> ModuleReader.read(each, hashes.get(each.file().ref())))
            .toList(),
        hashes);
  }

  private static Map<PolicyRef, ModuleFile> files(List<Source> sources, List<PolicyFault> faults) {
    PolicySchema schema = new PolicySchema();
    Map<PolicyRef, ModuleFile> files = new LinkedHashMap<>();
    for (Source source : sources) {
      try {
        ModuleFile file = ModuleFile.read(source, schema);
        ModuleFile other = files.putIfAbsent(file.ref(), file);
        if (other != null && !other.tree().equals(file.tree())) {
          faults.add(VersionChecks.reused(file));
        }
      } catch (InvalidPolicy e) {
        faults.addAll(e.faults());
      }
    }
    return files;
  }

  /** With the keys that name the module, which the schema asks for too. */
  private static com.fasterxml.jackson.databind.JsonNode whole(Joined joined) {
    com.fasterxml.jackson.databind.node.ObjectNode whole = joined.tree().deepCopy();
    for (String own : List.of("id", "version", "effective")) {
      whole.set(own, joined.file().tree().get(own));
    }
    return whole;
  }

  private static boolean reads(Source source) {
    try {
      ModuleFile.read(source, new PolicySchema());
      return true;
    } catch (InvalidPolicy _) {
      return false; // its own check will say why
    }
  }

  private static List<Source> shippedSources() {
    return SHIPPED.stream().map(name -> Source.resource("modules/" + name)).toList();
  }

  private static Path listBeside(Path path) {
    Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
    return folder.resolve(Published.FILE);
  }

  private static void stopAt(List<PolicyFault> faults) {
    if (!faults.isEmpty()) {
      throw new InvalidPolicy(faults);
    }
  }
}
