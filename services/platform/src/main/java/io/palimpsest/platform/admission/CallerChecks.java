package io.palimpsest.platform.admission;

import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Networks;
import io.palimpsest.platform.tenancy.Tenant;
import java.net.InetAddress;
import java.time.temporal.ChronoUnit;

/** What is asked of whoever sends any kind of call. */
final class CallerChecks {
  private CallerChecks() {}

  /** Refuses an action that the key is not for. */
  static void permission(Caller caller, String action) {
    var actions = caller.credential().actions();
    if (!actions.isEmpty() && !actions.contains(action)) {
      throw new CallFailure(ErrorCode.KEY_NOT_PERMITTED, "this key may not call " + action);
    }
  }

  /** Refuses an address that the AppID does not want to be called from. */
  static void address(Application application, InetAddress address) {
    if (Networks.anyHolds(application.blockedNetworks(), address)) {
      throw new CallFailure(
          ErrorCode.IP_IN_BLACKLIST, "the caller's address is blocked for this AppID");
    }
    if (!application.allowedNetworks().isEmpty()
        && !Networks.anyHolds(application.allowedNetworks(), address)) {
      throw new CallFailure(
          ErrorCode.IP_NOT_IN_WHITELIST, "the caller's address is not on this AppID's list");
    }
  }

  /** A refusal that says since when and why, where the operator said so. */
  static CallFailure notServed(Tenant tenant, ErrorCode code, String what) {
    String why =
        tenant
            .suspension()
            .map(
                since ->
                    " since " + since.at().truncatedTo(ChronoUnit.SECONDS) + ": " + since.reason())
            .orElse("");
    return new CallFailure(code, what + why);
  }
}
