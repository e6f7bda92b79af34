package io.palimpsest.gateway.testing;

import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretKey;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Fixtures with one thing changed. */
public final class Changes {
  private Changes() {}

  /** A rate that no test reaches. */
  public static Application unlimited(Application application) {
    return limited(
        application, limit(OptionalLong.of(1_000_000), OptionalLong.empty(), OptionalLong.empty()));
  }

  public static CallLimit limit(
      OptionalLong perSecond, OptionalLong perDay, OptionalLong perMonth) {
    return new CallLimit(Optional.empty(), Optional.empty(), perSecond, perDay, perMonth);
  }

  public static Application limited(Application a, CallLimit... limits) {
    return new Application(
        a.appId(),
        a.tenant(),
        a.name(),
        a.defaultRegion(),
        a.regions(),
        a.unsignedPayload(),
        a.allowedNetworks(),
        a.blockedNetworks(),
        List.of(limits));
  }

  public static Application networks(Application a, List<String> allowed, List<String> blocked) {
    return new Application(
        a.appId(),
        a.tenant(),
        a.name(),
        a.defaultRegion(),
        a.regions(),
        a.unsignedPayload(),
        allowed,
        blocked,
        a.limits());
  }

  public static Application withoutUnsignedPayload(Application a) {
    return new Application(
        a.appId(),
        a.tenant(),
        a.name(),
        a.defaultRegion(),
        a.regions(),
        false,
        a.allowedNetworks(),
        a.blockedNetworks(),
        a.limits());
  }

  public static Tenant state(Tenant t, Tenant.State state) {
    return new Tenant(t.id(), t.name(), state, t.policy());
  }

  public static Credential disabled(Credential c) {
    return new Credential(
        c.secretId(),
        c.appId(),
        c.secretKey(),
        false,
        c.created(),
        c.expires(),
        c.token(),
        c.actions());
  }

  public static Credential temporary(Credential c, Instant expires, String token) {
    return new Credential(
        c.secretId(),
        c.appId(),
        c.secretKey(),
        c.enabled(),
        c.created(),
        Optional.of(expires),
        Optional.of(new SecretKey(token)),
        c.actions());
  }

  public static Credential onlyFor(Credential c, String action) {
    return new Credential(
        c.secretId(),
        c.appId(),
        c.secretKey(),
        c.enabled(),
        c.created(),
        c.expires(),
        c.token(),
        Set.of(action));
  }
}
