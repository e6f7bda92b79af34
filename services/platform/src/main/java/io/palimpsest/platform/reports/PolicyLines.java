package io.palimpsest.platform.reports;

import io.palimpsest.evidence.report.PolicyInForce;
import io.palimpsest.evidence.report.PolicyInForce.Words;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Text;
import io.palimpsest.policy.terms.SubProcessor;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The versions of policies that were in force in a region at any time of a period. */
final class PolicyLines {
  private PolicyLines() {}

  static List<PolicyModule> inForce(
      PolicyLibrary library, Region region, LocalDate from, LocalDate to) {
    List<PolicyModule> all = new ArrayList<>();
    for (String id : library.ids()) {
      library.inForce(id, from.atStartOfDay(ZoneOffset.UTC).toInstant()).ifPresent(all::add);
      library.versions(id).stream()
          .filter(each -> each.effective().isAfter(from) && !each.effective().isAfter(to))
          .forEach(all::add);
    }
    return all.stream().filter(each -> each.regions().containsKey(region.name())).toList();
  }

  static PolicyInForce line(PolicyModule module, Region region) {
    return new PolicyInForce(
        module.ref().toString(),
        module.hash(),
        module.effective(),
        words(module.title()),
        words(module.parties().controller()),
        words(module.parties().processor()),
        words(module.parties().contact()),
        module.parties().clauses().stream().map(ClauseId::value).toList(),
        module.subProcessors().values().stream()
            .filter(each -> each.regions().contains(region.name()))
            .map(PolicyLines::line)
            .toList());
  }

  private static PolicyInForce.SubProcessor line(SubProcessor each) {
    return new PolicyInForce.SubProcessor(
        each.name(),
        each.jurisdiction(),
        words(each.location()),
        words(each.function()),
        each.data().stream().sorted().map(DataClass::key).toList(),
        words(each.transfer()),
        each.certifications(),
        each.since());
  }

  private static Words words(Text text) {
    return new Words(text.en(), text.zh());
  }
}
