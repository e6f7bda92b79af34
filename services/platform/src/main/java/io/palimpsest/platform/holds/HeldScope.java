package io.palimpsest.platform.holds;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import java.time.Instant;

/**
 * What a hold in force keeps in one region, of one class.
 *
 * @param hold its id
 * @param basis the law
 */
public record HeldScope(
    String hold, DataClass dataClass, Target target, String basis, Instant until) {

  /** Whose data, in words that a store can look for. */
  public sealed interface Target {
    /** All calls of an AppID. */
    record App(AppId appId) implements Target {}

    /** One call. */
    record Call(CallId callId) implements Target {}

    /** Whom a pseudonym leads to. */
    record EndUser(TenantId tenant, Pseudonym name) implements Target {}
  }

  /** Whether it keeps what this class has of a call. */
  public boolean holds(DataClass asked, AppId appId, CallId callId) {
    return asked == dataClass
        && switch (target) {
          case Target.App(AppId held) -> held.equals(appId);
          case Target.Call(CallId held) -> held.equals(callId);
          case Target.EndUser _ -> false;
        };
  }
}
