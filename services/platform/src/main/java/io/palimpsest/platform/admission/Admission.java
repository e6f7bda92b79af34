package io.palimpsest.platform.admission;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.call.OcrCall;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.decision.CallDecision;
import io.palimpsest.policy.decision.PolicyDecisions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Decides whether an authenticated call may go on: permission, address, account, consent, rate,
 * quota, in the order in which the AppID API's answers are documented. Touches no image byte.
 */
public final class Admission {
  private final ConsentCheck consents;
  private final RateLimiter rates;
  private final QuotaMeter quotas;
  private final Clock clock;

  public Admission(PolicyDecisions decisions, RateLimiter rates, QuotaMeter quotas, Clock clock) {
    this.consents = new ConsentCheck(decisions);
    this.rates = rates;
    this.quotas = quotas;
    this.clock = clock;
  }

  /**
   * Admits the call or says why not.
   *
   * @throws CallFailure the refusal
   * @throws io.palimpsest.platform.error.StoreUnavailable when the cell's ledger does not answer a
   *     quota's question
   */
  public Admitted admit(OcrCall<?> call, Cell cell) {
    Caller caller = call.caller();
    CallerChecks.permission(caller, call.action());
    CallerChecks.address(caller.application(), call.address());
    checkRegion(caller.application(), cell);
    checkTenant(caller.tenant());
    CallDecision.Allowed allowed = consents.require(call, cell.region(), clock.instant());
    long perSecond = bound(call, cell, CallLimit::perSecond).orElse(call.ratePerSecond());
    if (!rates.tryTake(caller.application().appId(), call.action(), cell.region(), perSecond)) {
      throw new CallFailure(
          ErrorCode.REQUEST_LIMIT_EXCEEDED,
          "more than " + perSecond + " calls of " + call.action() + " a second");
    }
    return takeQuotas(call, cell, allowed);
  }

  private static void checkRegion(Application application, Cell cell) {
    if (!application.regions().contains(cell.region())) {
      throw new CallFailure(
          ErrorCode.UNSUPPORTED_REGION, "this AppID may not use region " + cell.region());
    }
  }

  private static void checkTenant(Tenant tenant) {
    switch (tenant.state()) {
      case DISABLED, LEAVING, GONE ->
          throw CallerChecks.notServed(
              tenant, ErrorCode.UNAUTHORIZED_OPERATION, "the account is switched off");
      case IN_ARREARS ->
          throw CallerChecks.notServed(tenant, ErrorCode.IN_ARREARS, "the account is in arrears");
      case ACTIVE -> {}
    }
  }

  private Admitted takeQuotas(OcrCall<?> call, Cell cell, CallDecision.Allowed allowed) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), cell.zone());
    List<Span> taken = new ArrayList<>();
    Admitted admitted = new Admitted(quotas, call, cell, taken, allowed);
    take(
        call,
        cell,
        new Span(today, today),
        bound(call, cell, CallLimit::perDay),
        taken,
        ErrorCode.DAY_QUOTA_EXCEEDED,
        "day");
    try {
      Span month = new Span(today.withDayOfMonth(1), today.withDayOfMonth(today.lengthOfMonth()));
      take(
          call,
          cell,
          month,
          bound(call, cell, CallLimit::perMonth),
          taken,
          ErrorCode.MONTH_QUOTA_EXCEEDED,
          "month");
    } catch (RuntimeException e) {
      admitted.giveBack();
      throw e;
    }
    return admitted;
  }

  private void take(
      OcrCall<?> call,
      Cell cell,
      Span span,
      OptionalLong quota,
      List<Span> taken,
      ErrorCode refusal,
      String unit) {
    if (quota.isEmpty()) {
      return;
    }
    if (!quotas.tryTake(
        cell.ledger(),
        cell.region(),
        call.caller().application().appId(),
        call.action(),
        span.first,
        span.last,
        quota.getAsLong())) {
      throw new CallFailure(
          refusal,
          quota.getAsLong() + " calls of " + call.action() + " a " + unit + " are used up");
    }
    taken.add(span);
  }

  /**
   * The most specific bound wins: one that names the action before one that names the region before
   * one for all.
   */
  private static OptionalLong bound(
      OcrCall<?> call, Cell cell, Function<CallLimit, OptionalLong> kind) {
    Optional<CallLimit> best =
        call.caller().application().limits().stream()
            .filter(limit -> limit.action().map(call.action()::equals).orElse(true))
            .filter(limit -> limit.region().map(cell.region()::equals).orElse(true))
            .filter(limit -> kind.apply(limit).isPresent())
            .max(
                Comparator.comparing((CallLimit limit) -> limit.action().isPresent())
                    .thenComparing(limit -> limit.region().isPresent()));
    return best.map(kind).orElse(OptionalLong.empty());
  }

  record Span(LocalDate first, LocalDate last) {}

  /** A call that may go on: its place in its quotas, and what it runs under. */
  public static final class Admitted {
    private final QuotaMeter quotas;
    private final OcrCall<?> call;
    private final Cell cell;
    private final List<Span> spans;
    private final CallDecision.Allowed terms;

    private Admitted(
        QuotaMeter quotas,
        OcrCall<?> call,
        Cell cell,
        List<Span> spans,
        CallDecision.Allowed terms) {
      this.quotas = quotas;
      this.call = call;
      this.cell = cell;
      this.spans = spans;
      this.terms = terms;
    }

    /** The policy version it runs under, and on which attestations. */
    public CallDecision.Allowed terms() {
      return terms;
    }

    /** The call ended unbilled: it does not count. */
    public void giveBack() {
      for (Span span : spans) {
        quotas.giveBack(
            cell.region(),
            call.caller().application().appId(),
            call.action(),
            span.first,
            span.last);
      }
    }
  }
}
