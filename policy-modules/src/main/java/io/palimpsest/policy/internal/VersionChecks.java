package io.palimpsest.policy.internal;

import io.palimpsest.policy.PolicyFault;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.internal.Inheritance.Joined;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** That the versions of one module follow each other, and that none is another one than it was. */
final class VersionChecks {
  private VersionChecks() {}

  /**
   * Every fault.
   *
   * @param hashes of the modules
   * @param known the hashes that versions had when they were published, or when they were last read
   */
  static List<PolicyFault> faults(
      List<Joined> modules, Map<PolicyRef, String> hashes, Map<PolicyRef, String> known) {
    List<PolicyFault> faults = new ArrayList<>();
    for (Joined each : modules) {
      PolicyRef ref = each.file().ref();
      String before = known.get(ref);
      if (before != null && !before.equals(hashes.get(ref))) {
        faults.add(reused(each.file()));
      }
    }
    Map<String, List<ModuleFile>> byId = new TreeMap<>();
    modules.forEach(
        each ->
            byId.computeIfAbsent(each.file().ref().id(), _ -> new ArrayList<>()).add(each.file()));
    byId.values().forEach(versions -> follow(versions, faults));
    return faults;
  }

  static PolicyFault reused(ModuleFile file) {
    return file.fault(
        "/version",
        "version "
            + file.ref().version()
            + " of "
            + file.ref().id()
            + " is known with other content: a changed text or value is a new version");
  }

  private static void follow(List<ModuleFile> versions, List<PolicyFault> faults) {
    versions.sort(Comparator.comparing(file -> file.ref().version()));
    for (int i = 1; i < versions.size(); i++) {
      ModuleFile file = versions.get(i);
      ModuleFile before = versions.get(i - 1);
      if (!effective(file).isAfter(effective(before))) {
        faults.add(
            file.fault(
                "/effective",
                "it must hold from a later day than " + before.ref() + ", " + effective(before)));
      }
      if (!file.isAbstract() && Optional.ofNullable(file.tree().get("announced")).isEmpty()) {
        faults.add(file.fault("/version", "a version after the first says when it was announced"));
      }
    }
  }

  private static LocalDate effective(ModuleFile file) {
    return LocalDate.parse(file.tree().get("effective").textValue());
  }
}
