package io.palimpsest.platform.consent;

import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Standing;
import io.palimpsest.policy.terms.SubProcessor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a tenant stands, and what is coming.
 *
 * @param policy id of the policy that it is under
 * @param standing to its policy: notice, countdown, objection, acceptance anew
 * @param wanted the version that an admin is asked to accept now; empty when nothing is asked
 * @param change what an announced version changes in who sees data
 * @param endings attestations that end soon
 */
public record Outlook(
    String policy,
    Standing standing,
    Optional<PolicyModule> wanted,
    Optional<SubProcessorChange> change,
    List<Ending> endings) {
  public Outlook {
    endings = List.copyOf(endings);
  }

  /** An attestation that ends within the policy's countdown. */
  public record Ending(AppId appId, Attestation attestation) {}

  /**
   * Who is to see data that did not before, and who no longer (GDPR art. 28(2)).
   *
   * @param changed those whose place, function or data is to be another
   */
  public record SubProcessorChange(
      List<SubProcessor> added, List<SubProcessor> changed, List<SubProcessor> removed) {
    public SubProcessorChange {
      added = List.copyOf(added);
      changed = List.copyOf(changed);
      removed = List.copyOf(removed);
    }

    static SubProcessorChange between(PolicyModule before, PolicyModule after) {
      Map<String, SubProcessor> gone = new TreeMap<>(before.subProcessors());
      gone.keySet().removeAll(after.subProcessors().keySet());
      Map<String, SubProcessor> fresh = new TreeMap<>(after.subProcessors());
      fresh.keySet().removeAll(before.subProcessors().keySet());
      List<SubProcessor> changed =
          after.subProcessors().entrySet().stream()
              .filter(each -> before.subProcessors().containsKey(each.getKey()))
              .filter(each -> !before.subProcessors().get(each.getKey()).equals(each.getValue()))
              .map(Map.Entry::getValue)
              .toList();
      return new SubProcessorChange(
          List.copyOf(fresh.values()), changed, List.copyOf(gone.values()));
    }
  }
}
