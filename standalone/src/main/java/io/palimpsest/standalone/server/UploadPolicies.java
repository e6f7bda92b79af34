package io.palimpsest.standalone.server;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.PolicyLibrary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * By which policy uploads are erased, as the leaves of the evidence log tell it: {@code
 * tencent-ocr-1.0.0}. What is known of an AppID is asked anew every minute. Throws {@link
 * StoreUnavailable} when the control database does not answer. Thread-safe.
 */
final class UploadPolicies implements Function<UploadKey, String> {
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** Of an AppID that is not there any more. */
  private static final String UNKNOWN = "unknown";

  private final ControlStore control;
  private final Supplier<PolicyLibrary> policies;
  private final Clock clock;
  private final ConcurrentMap<AppId, String> known = new ConcurrentHashMap<>();
  private volatile Instant since = Instant.EPOCH;

  UploadPolicies(ControlStore control, Supplier<PolicyLibrary> policies, Clock clock) {
    this.control = control;
    this.policies = policies;
    this.clock = clock;
  }

  @Override
  public String apply(UploadKey upload) {
    Instant now = clock.instant();
    if (now.isAfter(since.plus(FRESH))) {
      known.clear();
      since = now;
    }
    return known.computeIfAbsent(upload.appId(), appId -> ask(appId, now));
  }

  private String ask(AppId appId, Instant now) {
    return control
        .application(appId)
        .flatMap(application -> control.tenant(application.tenant()))
        .flatMap(tenant -> policies.get().inForce(tenant.policy(), now))
        .map(policy -> LeafWords.of(policy.ref()))
        .orElse(UNKNOWN);
  }
}
