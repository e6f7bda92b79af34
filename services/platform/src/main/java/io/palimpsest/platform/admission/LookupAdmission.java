package io.palimpsest.platform.admission;

import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Tenant;
import java.net.InetAddress;

/**
 * Decides whether a caller may look its own calls up. Whoever owes money, or has not accepted the
 * policy that is in force, may still see what is kept of it; looking up costs nothing and uses no
 * quota, but it is bounded. Thread-safe.
 */
public final class LookupAdmission {
  private final RateLimiter rates;

  public LookupAdmission(RateLimiter rates) {
    this.rates = rates;
  }

  /**
   * Admits the look-up or says why not.
   *
   * @param home the region whose bucket of tokens is drawn on
   * @throws CallFailure the refusal
   */
  public void admit(
      Caller caller, String action, InetAddress address, Region home, long perSecond) {
    CallerChecks.permission(caller, action);
    CallerChecks.address(caller.application(), address);
    // Who leaves or owes money may still see what it used.
    if (caller.tenant().state() == Tenant.State.DISABLED
        || caller.tenant().state() == Tenant.State.GONE) {
      throw CallerChecks.notServed(
          caller.tenant(), ErrorCode.UNAUTHORIZED_OPERATION, "the account is switched off");
    }
    if (!rates.tryTake(caller.application().appId(), action, home, perSecond)) {
      throw new CallFailure(
          ErrorCode.REQUEST_LIMIT_EXCEEDED,
          "more than " + perSecond + " calls of " + action + " a second");
    }
  }
}
