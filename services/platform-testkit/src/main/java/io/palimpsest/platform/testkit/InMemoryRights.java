package io.palimpsest.platform.testkit;

import io.palimpsest.platform.rights.RightsRequest;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Requests of end users in memory. Thread-safe. */
public final class InMemoryRights implements RightsStore {
  private final Map<String, RightsRequest> requests = new LinkedHashMap<>();
  private final Set<Choice> withdrawn = new HashSet<>();
  private final List<byte[]> leaves = new ArrayList<>();

  private record Choice(TenantId tenant, Region region, String name, Purpose purpose) {}

  /** What was entered for the evidence log. */
  public synchronized List<byte[]> leaves() {
    return List.copyOf(leaves);
  }

  @Override
  public synchronized void save(RightsRequest request) {
    requests.put(request.id(), request);
  }

  /** Changes a tenant's requests, and forgets what its end users chose. */
  synchronized void change(TenantId tenant, UnaryOperator<RightsRequest> change) {
    requests.replaceAll((_, each) -> each.tenant().equals(tenant) ? change.apply(each) : each);
    withdrawn.removeIf(each -> each.tenant().equals(tenant));
  }

  @Override
  public synchronized Optional<RightsRequest> find(TenantId tenant, String id) {
    return Optional.ofNullable(requests.get(id)).filter(each -> each.tenant().equals(tenant));
  }

  @Override
  public synchronized List<RightsRequest> requests(TenantId tenant) {
    return requests.values().stream().filter(each -> each.tenant().equals(tenant)).toList();
  }

  @Override
  public synchronized int erase(TenantId tenant, Collection<String> ids, IntFunction<byte[]> leaf) {
    int before = requests.size();
    requests.values().removeIf(each -> each.tenant().equals(tenant) && ids.contains(each.id()));
    int erased = before - requests.size();
    if (erased > 0) {
      leaves.add(leaf.apply(erased));
    }
    return erased;
  }

  @Override
  public synchronized void choose(
      TenantId tenant,
      Region region,
      Collection<Pseudonym> names,
      Purpose purpose,
      Optional<Instant> at) {
    for (Pseudonym name : names) {
      Choice choice = new Choice(tenant, region, name.hash(), purpose);
      if (at.isPresent()) {
        withdrawn.add(choice);
      } else {
        withdrawn.remove(choice);
      }
    }
  }

  @Override
  public synchronized boolean isWithdrawn(
      TenantId tenant, Region region, Collection<Pseudonym> names, Purpose purpose) {
    return names.stream()
        .anyMatch(name -> withdrawn.contains(new Choice(tenant, region, name.hash(), purpose)));
  }
}
