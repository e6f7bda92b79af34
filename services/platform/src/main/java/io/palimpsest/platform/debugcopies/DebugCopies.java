package io.palimpsest.platform.debugcopies;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.debugcopies.CopyRules.Ruling;
import io.palimpsest.platform.debugcopies.DebugCopy.Origin;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.CallIds;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.PolicyDecisions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lists a tenant's debug copies and opens them. Each reading stands in the operation log of the
 * copy's region, as a call of the AppID: which copy, and in what capacity somebody read it, never
 * who by name. What was taken back is not shown, even before it is erased. Thread-safe.
 */
public final class DebugCopies {
  /** The action that readings stand under in the operation log. */
  public static final String ACTION = "ReadDebugCopy";

  private static final int PAGE = 500;

  private final Cells cells;
  private final List<SubjectCell> subjects;
  private final ControlStore accounts;
  private final ConsentStore consents;
  private final CopyRules rules;
  private final PolicyDecisions decisions;
  private final CallIds ids;
  private final Clock clock;

  public DebugCopies(
      Cells cells,
      List<SubjectCell> subjects,
      ControlStore accounts,
      ConsentStore consents,
      Supplier<PolicyLibrary> policies,
      Clock clock) {
    this.cells = cells;
    this.subjects = List.copyOf(subjects);
    this.accounts = accounts;
    this.consents = consents;
    this.rules = new CopyRules(policies);
    this.decisions = new PolicyDecisions(policies);
    this.ids = new CallIds(clock);
    this.clock = clock;
  }

  /** A copy and where it is. */
  public record Located(Region region, DebugCopy copy) {}

  /** A copy, opened. */
  public record Opened(Located at, CopyContent content) {}

  /**
   * A tenant's copies that can be read now, region by region, the oldest first.
   *
   * @throws StoreUnavailable when a region does not answer: half of them would look like all
   */
  public List<Located> list(TenantId tenant) {
    Set<AppId> owners =
        accounts.applications(tenant).stream().map(Application::appId).collect(Collectors.toSet());
    Instant now = clock.instant();
    List<Located> all = new ArrayList<>();
    for (SubjectCell cell : subjects) {
      Map<Origin, Ruling> rulings = new HashMap<>(); // many copies, few origins
      cell.copies().map(store -> list(store, owners, now)).orElse(List.of()).stream()
          .filter(
              copy ->
                  stays(
                      copy,
                      rulings.computeIfAbsent(
                          copy.origin(), origin -> rule(origin, cell.region(), now))))
          .forEach(copy -> all.add(new Located(cell.region(), copy)));
    }
    return all;
  }

  /**
   * Opens a copy of one of the tenant's calls, once the operation log was told.
   *
   * @param by who reads it; the log tells the capacity
   * @throws ConsentRefused when the tenant has no such copy
   * @throws StoreUnavailable when a store does not answer
   */
  public Opened read(TenantId tenant, CallId call, Attester by) {
    Located at =
        find(call)
            .filter(each -> owner(each.copy.appId()).filter(tenant::equals).isPresent())
            .orElseThrow(() -> ConsentRefused.notFound("debug copy"));
    note(at, by);
    return copiesIn(at.region)
        .flatMap(store -> store.read(call, clock.instant()))
        .map(content -> new Opened(at, content))
        .orElseThrow(() -> ConsentRefused.notFound("debug copy"));
  }

  /** The copy of a call, whosever it is; empty when there is none that may be read. */
  public Optional<Located> find(CallId call) {
    Instant now = clock.instant();
    for (SubjectCell cell : subjects) {
      Optional<DebugCopy> found = cell.copies().flatMap(store -> store.find(call));
      if (found.isPresent()) {
        return found
            .filter(copy -> now.isBefore(copy.due()))
            .filter(copy -> stays(copy, rule(copy.origin(), cell.region(), now)))
            .map(copy -> new Located(cell.region(), copy));
      }
    }
    return Optional.empty();
  }

  private Ruling rule(Origin origin, Region region, Instant now) {
    return rules.rule(origin, region, accounts, consents, now);
  }

  private static boolean stays(DebugCopy copy, Ruling ruling) {
    return ruling instanceof Ruling.Stay(Optional<Instant> withdrawn, Instant over)
        && copy.made().isAfter(over)
        && withdrawn.filter(at -> !copy.made().isAfter(at)).isEmpty();
  }

  private static List<DebugCopy> list(DebugCopyStore store, Set<AppId> owners, Instant now) {
    List<DebugCopy> all = new ArrayList<>();
    List<DebugCopy> page;
    do {
      Optional<CallId> after =
          all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().callId());
      page = store.list(owners, now, after, PAGE);
      all.addAll(page);
    } while (page.size() == PAGE);
    return all;
  }

  private void note(Located at, Attester by) {
    CallId reading = ids.next();
    Cell cell = cells.find(at.region).orElseThrow();
    cell.log()
        .append(
            new OperationLogEntry(
                reading,
                Optional.of(at.copy.appId()),
                reading.received(),
                at.region,
                ACTION,
                MonitoringRecord.SUCCESS,
                List.of(),
                Map.of("CallId", at.copy.callId().toString(), "as", by.capacity()),
                Map.of("bytes", at.copy.bytes()),
                accounts
                    .application(at.copy.appId())
                    .flatMap(
                        application ->
                            accounts
                                .tenant(application.tenant())
                                .map(
                                    tenant ->
                                        consents.history(tenant.id()).terms(tenant, application)))
                    .map(
                        terms ->
                            decisions.keptFor(terms, DataClass.OPERATION_LOG, reading.received()))
                    .orElseGet(
                        () -> decisions.keptFor(DataClass.OPERATION_LOG, reading.received()))));
  }

  private Optional<DebugCopyStore> copiesIn(Region region) {
    return subjects.stream()
        .filter(cell -> cell.region().equals(region))
        .findFirst()
        .flatMap(SubjectCell::copies);
  }

  private Optional<TenantId> owner(AppId appId) {
    return accounts.application(appId).map(Application::tenant);
  }
}
