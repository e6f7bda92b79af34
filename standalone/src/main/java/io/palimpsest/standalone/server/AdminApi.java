package io.palimpsest.standalone.server;

import io.palimpsest.platform.admins.Admins;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.admin.ConsentDesk;
import io.palimpsest.standalone.launch.Ports;
import io.palimpsest.standalone.launch.Shutdown;
import io.palimpsest.tenantadmin.AdminDesk;
import io.palimpsest.tenantadmin.AdminSettings;
import io.palimpsest.tenantadmin.Argon2Passwords;
import io.palimpsest.tenantadmin.TenantAdmin;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Supplier;

/** The tenant-admin API beside the gateway. */
final class AdminApi {
  private AdminApi() {}

  /** Starts it; on return it answers. */
  static TenantAdmin start(
      Stores stores,
      Supplier<PolicyLibrary> policies,
      Ports ports,
      Map<String, Object> settings,
      Clock clock,
      Shutdown shutdown) {
    ConsentDesk desk = stores.desk(policies, clock);
    Admins admins = new Admins(stores.controlStores().admins(), new Argon2Passwords(), clock);
    return shutdown.add(
        "tenant-admin API",
        TenantAdmin.start(
            new AdminDesk(
                desk.consents(),
                desk.receipts(),
                admins,
                stores.rights(policies, clock),
                stores.oversight(clock),
                stores.debugCopies(policies, clock),
                stores.shelf(),
                stores.statements(policies, settings, clock),
                stores.cells(),
                OffBoardings.on(stores.controlStores(), policies, clock),
                stores.allEvidence()),
            settings(ports, settings),
            clock));
  }

  private static AdminSettings settings(Ports ports, Map<String, Object> settings) {
    String prefix = "palimpsest.tenant-admin.";
    try {
      return new AdminSettings(
          settings.getOrDefault(prefix + "host", "127.0.0.1").toString(),
          Integer.parseInt(settings.getOrDefault(prefix + "port", ports.admin()).toString()),
          Duration.parse(
              settings.getOrDefault(prefix + "token-life", AdminSettings.TOKEN_LIFE).toString()),
          settings.getOrDefault(prefix + "token-secret", AdminSettings.randomSecret()).toString());
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new UserError("tenant-admin: " + e.getMessage(), e);
    }
  }
}
