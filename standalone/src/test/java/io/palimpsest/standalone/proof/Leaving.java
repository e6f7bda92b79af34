package io.palimpsest.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.holds.HeldRegion;
import io.palimpsest.platform.holds.Holds;
import io.palimpsest.platform.metering.PriceLists;
import io.palimpsest.platform.metering.Statements;
import io.palimpsest.platform.offboarding.DepartingRegion;
import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.DepartureStore;
import io.palimpsest.platform.offboarding.OffBoarder;
import io.palimpsest.platform.offboarding.OffBoarding;
import io.palimpsest.platform.rights.RevokedData;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.RegionStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant leaves real stores, while the processes that see to it die again and again. */
final class Leaving {
  private final ProofSettings settings;
  private final ControlStores control;
  private final RegionStores region;
  private final OffBoarding offBoarding;

  Leaving(ProofSettings settings, ControlStores control, RegionStores region) {
    this.settings = settings;
    this.control = control;
    this.region = region;
    PolicyLibrary policies = PolicyLibrary.shipped();
    this.offBoarding =
        new OffBoarding(
            control.departures(),
            control.store(),
            control.admins(),
            () -> policies,
            Clock.systemUTC());
  }

  void wish(TenantId tenant) {
    offBoarding.tenant(
        tenant,
        new Attester("petra@" + tenant + ".example", "owner"),
        "we close",
        Optional.of(LocalDate.now(ZoneOffset.UTC)));
  }

  /** Each process writes a little and is lost; the clock runs ahead, so nothing is waited for. */
  void goOnWhileProcessesDie(TenantId tenant) {
    Clock clock = Clock.systemUTC();
    int runs = 0;
    while (offBoarding.of(tenant).getLast().isOpen() && runs < 40) {
      clock = Clock.offset(clock, Duration.ofMinutes(1));
      try {
        process(clock).run();
      } catch (Dead e) {
        // as meant
      }
      RevokedData revoked = new RevokedData(control.consents(), List.of(subjects()), clock);
      revoked.clear();
      runs++;
    }
    assertThat(offBoarding.of(tenant).getLast().stage()).isEqualTo(Departure.Stage.OVER);
    assertThat(runs).as("processes that died").isGreaterThan(3);
  }

  private static final class Dead extends Error {
    private static final long serialVersionUID = 1L;
  }

  private OffBoarder process(Clock clock) {
    Duration over = ProofSettings.DEADLINE.plus(ProofSettings.GRACE);
    var cell = region.cell();
    return new OffBoarder(
        dying(control.departures()),
        control.tombstones(),
        control.store(),
        control.admins(),
        control.consents(),
        new Holds(
            control.holds(),
            control.store(),
            List.of(new HeldRegion(cell.region(), cell.zone(), region.holds())),
            clock),
        List.of(
            new DepartingRegion(
                subjects(),
                cell.uploads(),
                region.holds(),
                new Statements(
                    cell.region(), cell.zone(), cell.ledger(), PriceLists.shipped(), over, clock))),
        over,
        clock);
  }

  private SubjectCell subjects() {
    return region.subjects(control.rootKey());
  }

  private static DepartureStore dying(DepartureStore departures) {
    AtomicInteger writes = new AtomicInteger();
    return (DepartureStore)
        Proxy.newProxyInstance(
            Leaving.class.getClassLoader(),
            new Class<?>[] {DepartureStore.class},
            (_, method, arguments) -> {
              boolean write = !method.getName().equals("open") && !method.getName().equals("of");
              if (write && writes.incrementAndGet() > 3) {
                throw new Dead();
              }
              try {
                return method.invoke(departures, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Every value of every row of every table, as text. */
  String everyValueInTheControlDatabase() throws SQLException {
    return everyValue(settings.control());
  }

  /** The same, of the region. */
  String everyValueInTheRegionsDatabase() throws SQLException {
    return everyValue(settings.region().database());
  }

  private static String everyValue(DatabaseSettings database) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("SHOW TABLES")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM `" + table + "`")) {
          while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
              all.append(rows.getString(column)).append('\n');
            }
          }
        }
      }
    }
    return all.toString();
  }
}
