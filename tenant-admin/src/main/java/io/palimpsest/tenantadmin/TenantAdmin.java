package io.palimpsest.tenantadmin;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The running API. */
public final class TenantAdmin implements AutoCloseable {
  private final ApplicationContext context;
  private final EmbeddedServer server;

  private TenantAdmin(ApplicationContext context, EmbeddedServer server) {
    this.context = context;
    this.server = server;
  }

  /** Starts it; on return it answers. */
  public static TenantAdmin start(AdminDesk desk, AdminSettings settings, Clock clock) {
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .enableDefaultPropertySources(false)
            .environmentPropertySource(false)
            .banner(false)
            .properties(properties(settings))
            .build();
    context.registerSingleton(AdminDesk.class, desk);
    context.registerSingleton(Clock.class, clock);
    try {
      context.start();
      return new TenantAdmin(context, context.getBean(EmbeddedServer.class).start());
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  private static Map<String, Object> properties(AdminSettings settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("micronaut.server.host", settings.host());
    all.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
    all.put("micronaut.server.max-request-size", 65_536);
    all.put("micronaut.server.max-request-buffer-size", 65_536);
    all.put("micronaut.server.netty.server-type", "full-content");
    all.put("micronaut.server.date-header", true);
    all.put("micronaut.security.enabled", true);
    all.put("micronaut.security.reject-not-found", false);
    all.put("micronaut.security.authentication", "bearer");
    all.put("micronaut.security.endpoints.login.enabled", true);
    all.put("micronaut.security.endpoints.introspection.enabled", false);
    all.put("micronaut.security.endpoints.login.path", "/v1/login");
    String jwt = "micronaut.security.token.jwt.signatures.secret.generator.";
    all.put(jwt + "secret", settings.tokenSecret());
    all.put(jwt + "base64", true);
    all.put(jwt + "jws-algorithm", "HS256");
    all.put(
        "micronaut.security.token.generator.access-token.expiration",
        settings.tokenLife().toSeconds());
    return all;
  }

  /** Where it answers. */
  public int port() {
    return server.getPort();
  }

  /** The context that serves; for tests that look at its routes. */
  ApplicationContext context() {
    return context;
  }

  @Override
  public void close() {
    context.close();
  }
}
