package io.palimpsest.platform.exports;

import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.exports.ExportEvent.Kind;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.subjects.IdentificationInventory.Candidate;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.PolicyDecisions;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Gives identification data out for one purpose, such as improving models: the operator asks, for
 * one region, saying who asks and why. An export holds only what may be used at the instant it is
 * put in, and gives only what may be used at the instant it is read. Whatever takes an item away
 * takes it out of every export; the whole export goes when the first of its items must.
 * Thread-safe.
 */
public final class Exports {
  private static final int PAGE = 400;

  private final List<ExportCell> cells;
  private final ControlStore accounts;
  private final ConsentStore consents;
  private final RightsStore rights;
  private final Supplier<PolicyLibrary> policies;
  private final PolicyDecisions decisions;
  private final Clock clock;
  private final int atOnce;

  public Exports(
      List<ExportCell> cells,
      ControlStore accounts,
      ConsentStore consents,
      RightsStore rights,
      Supplier<PolicyLibrary> policies,
      Clock clock) {
    this(cells, accounts, consents, rights, policies, clock, AtOnce.WORKERS);
  }

  /**
   * @param atOnce how many items are put into an export at once; with one, by the calling thread
   */
  public Exports(
      List<ExportCell> cells,
      ControlStore accounts,
      ConsentStore consents,
      RightsStore rights,
      Supplier<PolicyLibrary> policies,
      Clock clock,
      int atOnce) {
    this.cells = List.copyOf(cells);
    this.accounts = accounts;
    this.consents = consents;
    this.rights = rights;
    this.policies = policies;
    this.decisions = new PolicyDecisions(policies);
    this.clock = clock;
    this.atOnce = atOnce;
  }

  /** An export and where it is. */
  public record Located(Region region, Export export) {}

  /**
   * Makes an export of all that may be given out in a region now. The request is durable before
   * anything is looked at. What breaks off is erased; if even that fails, or the process dies, the
   * export stays queued: nobody can read it, and it is erased with its time.
   *
   * @throws ExportRefused when no policy in force lets data be exported for this purpose, or the
   *     reason says nothing
   * @throws StoreUnavailable when a store does not answer
   */
  public Export create(Region region, Purpose purpose, Attester by, String reason) {
    Reasons.check(by, reason);
    ExportCell cell = cell(region);
    Instant now = clock.instant();
    Set<PolicyRef> allowing = new HashSet<>();
    Instant until = shortest(region, purpose, now, allowing);
    Export export = Export.queued(purpose, by, reason, now, allowing, until);
    cell.exports().request(export);
    try {
      complete(cell, export);
    } catch (RuntimeException e) {
      abandon(cell, export, e);
      throw e;
    }
    return find(export.id()).export();
  }

  /** All exports of all regions, those that are gone included. */
  public List<Located> exports() {
    return cells.stream()
        .flatMap(
            cell ->
                cell.exports().exports().stream()
                    .map(export -> new Located(cell.subjects().region(), export)))
        .toList();
  }

  /**
   * One export.
   *
   * @throws ExportRefused when there is none of that name
   */
  public Located find(ExportId id) {
    ExportCell cell = holding(id);
    return new Located(cell.subjects().region(), cell.exports().find(id).orElseThrow());
  }

  /** An export's log. */
  public List<ExportEvent> events(ExportId id) {
    return holding(id).exports().events(id);
  }

  /**
   * Gives out what is in an export and may still be used, one item after the other. That it is read
   * stands in the log before the first item is given.
   *
   * @return how many were given
   * @throws ExportRefused when it is not complete, erased, or its time is up
   */
  public int read(ExportId id, Attester by, String reason, Consumer<ExportedItem> reader) {
    Reasons.check(by, reason);
    ExportCell cell = holding(id);
    Export export = cell.exports().find(id).orElseThrow();
    if (!export.isReadable(clock.instant())) {
      throw new ExportRefused(
          export.state() == Export.State.QUEUED
              ? "the export is not complete"
              : "the export's time is up, or it was erased");
    }
    cell.exports()
        .note(new ExportEvent(id, Kind.READ, clock.instant(), by, reason, export.there()));
    UseGate gate = gate(cell.subjects().region(), export.purpose());
    int given = 0;
    Optional<CallId> last = Optional.empty();
    List<CallId> page = cell.exports().items(id, last, PAGE);
    while (!page.isEmpty()) {
      for (CallId item : page) {
        given += read(cell, export, item, gate, reader) ? 1 : 0;
      }
      page = cell.exports().items(id, Optional.of(page.getLast()), PAGE);
    }
    return given;
  }

  /** Erases an export before its time. */
  public int erase(ExportId id, Attester by, String reason) {
    Reasons.check(by, reason);
    return holding(id).exports().erase(id, by, reason, clock.instant());
  }

  private boolean read(
      ExportCell cell, Export export, CallId item, UseGate gate, Consumer<ExportedItem> reader) {
    Instant now = clock.instant();
    if (!export.isReadable(now)) {
      return false;
    }
    Optional<ExportedItem> given =
        cell.exports()
            .usable(item, export.purpose(), now)
            .filter(usable -> gate.allows(usable, now))
            .flatMap(_ -> cell.exports().read(export.id(), item));
    given.ifPresent(reader);
    return given.isPresent();
  }

  private void complete(ExportCell cell, Export export) {
    UseGate gate = gate(cell.subjects().region(), export.purpose());
    int refused = fill(cell, export, gate);
    Instant first = gate.earliest();
    Instant until = first.isBefore(export.until()) ? first : export.until();
    if (!cell.exports().finish(export.id(), until, refused, clock.instant())) {
      throw new ExportRefused("the export was erased while it was being made");
    }
  }

  private void abandon(ExportCell cell, Export export, RuntimeException why) {
    try {
      cell.exports().erase(export.id(), export.by(), "it broke off", clock.instant());
    } catch (StoreUnavailable e) {
      why.addSuppressed(e);
    }
  }

  /** Puts in what may be given out; returns how many were looked at and may not. */
  private int fill(ExportCell cell, Export export, UseGate gate) {
    int refused = 0;
    Optional<CallId> last = Optional.empty();
    List<Candidate> page = candidates(cell, export, last);
    while (!page.isEmpty()) {
      refused +=
          (int)
              AtOnce.count(
                  page,
                  atOnce,
                  candidate ->
                      !cell.exports()
                          .add(
                              export.id(),
                              candidate.callId(),
                              clock.instant(),
                              usable -> gate.allows(usable, clock.instant())));
      page = candidates(cell, export, Optional.of(page.getLast().callId()));
    }
    return refused;
  }

  private List<Candidate> candidates(ExportCell cell, Export export, Optional<CallId> after) {
    return cell.subjects().inventory().candidates(export.purpose(), clock.instant(), after, PAGE);
  }

  /**
   * The shortest period of all policies in force that let this be exported; notes which they are.
   */
  private Instant shortest(Region region, Purpose purpose, Instant now, Set<PolicyRef> allowing) {
    Instant shortest = Instant.MAX;
    for (String policy : accounts.tenants().stream().map(Tenant::policy).distinct().toList()) {
      Optional<Instant> until = decisions.exportUntil(policy, purpose.key(), region.name(), now);
      if (until.isPresent()) {
        policies.get().inForce(policy, now).map(PolicyModule::ref).ifPresent(allowing::add);
        shortest = until.get().isBefore(shortest) ? until.get() : shortest;
      }
    }
    if (allowing.isEmpty()) {
      throw new ExportRefused("no policy in force lets data be exported for " + purpose);
    }
    return shortest;
  }

  private UseGate gate(Region region, Purpose purpose) {
    return new UseGate(accounts, consents, rights, decisions, region, purpose);
  }

  private ExportCell cell(Region region) {
    return cells.stream()
        .filter(each -> each.subjects().region().equals(region))
        .findFirst()
        .orElseThrow(() -> new ExportRefused("there is no region " + region));
  }

  private ExportCell holding(ExportId id) {
    return cells.stream()
        .filter(each -> each.exports().find(id).isPresent())
        .findFirst()
        .orElseThrow(() -> new ExportRefused("there is no such export"));
  }
}
