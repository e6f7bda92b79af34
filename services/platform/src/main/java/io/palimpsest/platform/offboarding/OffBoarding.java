package io.palimpsest.platform.offboarding;

import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.admins.AdminAccount.Role;
import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.offboarding.Departure.Stage;
import io.palimpsest.platform.offboarding.OffBoardingRefused.Kind;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.Attester;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Takes the wish of a tenant, of one AppID or of an admin's account to leave (clauses S4, O8, O10),
 * and takes it back. Calls stop with the wish; all else is done by {@link OffBoarder}. Thread-safe.
 */
public final class OffBoarding {
  /** The right that bounds how long erasing may be put off. */
  private static final String RIGHT = "erase";

  private static final int LONGEST = 200;

  private final DepartureStore departures;
  private final ControlStore accounts;
  private final AdminStore admins;
  private final Supplier<PolicyLibrary> policies;
  private final Clock clock;

  public OffBoarding(
      DepartureStore departures,
      ControlStore accounts,
      AdminStore admins,
      Supplier<PolicyLibrary> policies,
      Clock clock) {
    this.departures = departures;
    this.accounts = accounts;
    this.admins = admins;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * A tenant leaves, with all that it has.
   *
   * @param after the day of UTC with which erasing begins; today for at once; empty for the last
   *     day by which the policy's right to erasure is still kept
   * @throws OffBoardingRefused when there is no such tenant, it is leaving already, or that day is
   *     over or too late
   */
  public Departure tenant(TenantId tenant, Attester by, String reason, Optional<LocalDate> after) {
    return enter(new Leaver.OfTenant(tenant), by, reason, after);
  }

  /** One AppID leaves, and its tenant stays. */
  public Departure application(AppId appId, Attester by, String reason, Optional<LocalDate> after) {
    TenantId tenant =
        accounts
            .application(appId)
            .orElseThrow(() -> refused(Kind.NOT_FOUND, "there is no AppID " + appId))
            .tenant();
    return enter(new Leaver.OfApplication(tenant, appId), by, reason, after);
  }

  /**
   * The account of an admin or auditor is erased at once. What it said for its tenant stays, with
   * who said it, as long as that proves something.
   *
   * @throws OffBoardingRefused when it is the last that may act for its tenant
   */
  public Departure account(TenantId tenant, String email, Attester by, String reason) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    List<AdminAccount> all = admins.accounts(tenant);
    if (all.stream().noneMatch(each -> each.email().equals(address))) {
      throw refused(Kind.NOT_FOUND, "there is no such account");
    }
    boolean othersAct =
        all.stream()
            .filter(each -> !each.email().equals(address))
            .anyMatch(each -> each.role() == Role.ADMIN && each.enabled());
    boolean acts =
        all.stream().anyMatch(each -> each.email().equals(address) && each.role() == Role.ADMIN);
    if (acts && !othersAct) {
      throw refused(
          Kind.CONFLICT,
          "it is the last account that may act for its tenant: make another, or let the tenant"
              + " leave");
    }
    return enter(new Leaver.OfAccount(tenant, address), by, reason, Optional.of(today()));
  }

  /**
   * Takes the open departure of a tenant back.
   *
   * @throws OffBoardingRefused when it is not leaving, or erasing has begun
   */
  public Departure cancelTenant(TenantId tenant) {
    return cancel(tenant, new Leaver.OfTenant(tenant));
  }

  /** The same of an AppID. */
  public Departure cancelApplication(AppId appId) {
    TenantId tenant =
        accounts
            .application(appId)
            .orElseThrow(() -> refused(Kind.NOT_FOUND, "there is no AppID " + appId))
            .tenant();
    return cancel(tenant, new Leaver.OfApplication(tenant, appId));
  }

  /** All departures of a tenant, its AppIDs and its accounts, the oldest first. */
  public List<Departure> of(TenantId tenant) {
    return departures.of(tenant);
  }

  private Departure enter(Leaver leaver, Attester by, String reason, Optional<LocalDate> after) {
    if (reason.isBlank() || reason.length() > LONGEST || by.id().length() > LONGEST) {
      throw refused(Kind.INVALID, "who, and why: 1 to " + LONGEST + " characters each");
    }
    Tenant tenant =
        accounts
            .tenant(leaver.tenant())
            .filter(each -> each.state() != Tenant.State.GONE)
            .orElseThrow(() -> refused(Kind.NOT_FOUND, "there is no tenant " + leaver.tenant()));
    Instant now = clock.instant();
    boolean atOnce = leaver instanceof Leaver.OfAccount;
    Departure wished =
        new Departure(
            "dp-" + UUID.randomUUID(),
            leaver,
            by,
            reason,
            now,
            eraseAfter(tenant, now, after),
            atOnce ? Stage.ERASING : Stage.LEAVING,
            Optional.empty(),
            Set.of(),
            atOnce ? Map.of() : stopped(now),
            0);
    return departures
        .enter(wished)
        .orElseThrow(() -> refused(Kind.CONFLICT, leaver.text() + " is leaving already"));
  }

  private static Map<StepId, StepState> stopped(Instant now) {
    return Map.of(
        new StepId(Step.STOP_CALLS, Optional.empty()),
        new StepState.Done("calls are refused", now));
  }

  private Instant eraseAfter(Tenant tenant, Instant now, Optional<LocalDate> after) {
    LocalDate today = today();
    LocalDate last = last(tenant, today);
    LocalDate day = after.orElse(last);
    if (day.isBefore(today)) {
      // At once and for good is nothing that a wrong year may mean.
      throw refused(Kind.INVALID, day + " is over; erasing begins at once with " + today);
    }
    if (day.isAfter(last)) {
      throw refused(Kind.INVALID, "the policy's right to erasure lets it be put off until " + last);
    }
    return day.isAfter(today) ? day.atStartOfDay(ZoneOffset.UTC).toInstant() : now;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** The day before erasure is due; today where the policy does not say. */
  private LocalDate last(Tenant tenant, LocalDate today) {
    return policies
        .get()
        .inForce(tenant.policy(), clock.instant())
        .map(PolicyModule::rights)
        .flatMap(rights -> Optional.ofNullable(rights.get(RIGHT)))
        .map(right -> today.plus(right.due()).minusDays(1))
        .filter(today::isBefore)
        .orElse(today);
  }

  private Departure cancel(TenantId tenant, Leaver leaver) {
    Departure departure =
        departures.of(tenant).stream()
            .filter(each -> each.isOpen() && each.leaver().equals(leaver))
            .findFirst()
            .orElseThrow(() -> refused(Kind.NOT_FOUND, leaver.text() + " is not leaving"));
    if (departure.stage() != Stage.LEAVING || !departures.cancel(departure.in(Stage.CANCELLED))) {
      throw refused(Kind.CONFLICT, "erasing has begun: it cannot be taken back");
    }
    return departure.in(Stage.CANCELLED).stored();
  }

  private static OffBoardingRefused refused(Kind kind, String message) {
    return new OffBoardingRefused(kind, message);
  }
}
