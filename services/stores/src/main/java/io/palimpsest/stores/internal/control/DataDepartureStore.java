package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.DepartureStore;
import io.palimpsest.platform.offboarding.Leaver;
import io.palimpsest.platform.offboarding.Nameless;
import io.palimpsest.platform.offboarding.Tombstone;
import io.palimpsest.platform.rights.RightsRequest;
import io.palimpsest.platform.rights.Verification;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Departures in the control database. Thread-safe. */
@Singleton
@Requires(beans = RootKey.class)
final class DataDepartureStore implements DepartureStore {
  private final ControlTransactions control;
  private final DepartureRows rows;
  private final RetiredNames names;
  private final RetiredRows retired;
  private final AccountRows accounts;
  private final ConsentRows consents;
  private final RightsRows requests;

  DataDepartureStore(
      ControlTransactions control,
      DepartureRows rows,
      RetiredNames names,
      RetiredRows retired,
      AccountRows accounts,
      ConsentRows consents,
      RightsRows requests) {
    this.control = control;
    this.rows = rows;
    this.names = names;
    this.retired = retired;
    this.accounts = accounts;
    this.consents = consents;
    this.requests = requests;
  }

  @Override
  public Optional<Departure> enter(Departure wished) {
    return control.write(
        "enter a departure",
        wished.leaver().tenant(),
        () -> {
          if (leaves(wished.leaver())) {
            return Optional.empty();
          }
          Departure entered = stopped(wished);
          rows.add(DepartureRow.of(entered));
          return Optional.of(entered);
        });
  }

  /** Or its tenant. */
  private boolean leaves(Leaver leaver) {
    return rows.open().stream()
        .map(DepartureRow::toDeparture)
        .map(Departure::leaver)
        .anyMatch(each -> each.equals(leaver) || each.equals(new Leaver.OfTenant(leaver.tenant())));
  }

  private Departure stopped(Departure wished) {
    return switch (wished.leaver()) {
      case Leaver.OfTenant(TenantId tenant) -> {
        Tenant.State before =
            accounts.state(tenant.value()).stream()
                .map(Tenant.State::valueOf)
                .findFirst()
                .orElseThrow(() -> no(wished));
        accounts.setState(tenant.value(), Tenant.State.LEAVING.name());
        yield wished.entered(Optional.of(before), Set.of());
      }
      case Leaver.OfApplication(_, AppId appId) -> {
        Set<SecretId> good =
            accounts.goodKeys(appId.value()).stream()
                .map(SecretId::new)
                .collect(Collectors.toSet());
        good.forEach(key -> accounts.setEnabled(key.value(), false));
        yield wished.entered(Optional.empty(), good);
      }
      case Leaver.OfAccount _ -> wished;
    };
  }

  private static IllegalArgumentException no(Departure wished) {
    return new IllegalArgumentException("there is no " + wished.leaver().text());
  }

  @Override
  public boolean cancel(Departure departure) {
    return control.write(
        "take a departure back",
        departure.leaver().tenant(),
        () -> {
          if (!change(departure)) {
            return false;
          }
          departure
              .before()
              .ifPresent(
                  state -> accounts.setState(departure.leaver().tenant().value(), state.name()));
          departure.keys().forEach(key -> accounts.setEnabled(key.value(), true));
          return true;
        });
  }

  /** A row's own form would be taken for changed whatever its version is. */
  private boolean change(Departure departure) {
    DepartureRow row = DepartureRow.of(departure);
    return rows.change(
            row.id(),
            row.version(),
            row.email(),
            row.askedBy(),
            row.capacity(),
            row.reason(),
            row.stage(),
            row.body())
        == 1;
  }

  @Override
  public boolean save(Departure departure) {
    return control.writeQuietly("save a departure", () -> change(departure));
  }

  @Override
  public List<Departure> open() {
    return control.read(
        "list departures", () -> rows.open().stream().map(DepartureRow::toDeparture).toList());
  }

  @Override
  public List<Departure> of(TenantId tenant) {
    return control.read(
        "list departures",
        () -> {
          List<String> known =
              Stream.concat(
                      Stream.of(tenant.value()),
                      names.find(tenant).map(RetiredRow::otherName).stream())
                  .toList();
          return rows.of(known).stream().map(DepartureRow::toDeparture).toList();
        });
  }

  @Override
  public void retire(Leaver leaver, Instant now) {
    control.write(
        "retire",
        leaver.tenant(),
        () -> {
          switch (leaver) {
            case Leaver.OfTenant(TenantId tenant) -> {
              if (names.find(tenant).isEmpty()) {
                Tombstone.OfTenant stone = Tombstone.of(tenant, now);
                retired.put(new RetiredRow(stone.salt(), stone.hash(), stone.at(), null));
              }
              accounts.apps(tenant.value()).forEach(app -> retire(app, now));
            }
            case Leaver.OfApplication(_, AppId appId) -> retire(appId.value(), now);
            case Leaver.OfAccount _ -> {}
          }
          return leaver;
        });
  }

  private void retire(long app, Instant now) {
    retired.put(app, now);
    retired.eraseKeys(app);
  }

  @Override
  public boolean finish(Leaver leaver, Departure over) {
    return control.write(
        "erase an account",
        () -> {
          if (!change(over)) {
            return false;
          }
          switch (leaver) {
            case Leaver.OfTenant(TenantId tenant) -> forget(tenant.value(), otherName(tenant));
            case Leaver.OfApplication(_, AppId appId) ->
                accounts.forgetApp(appId.value(), Departure.ERASED);
            case Leaver.OfAccount(TenantId tenant, String email) ->
                accounts.eraseAdmin(tenant.value(), email);
          }
          return true;
        });
  }

  private String otherName(TenantId tenant) {
    RetiredRow stone = names.find(tenant).orElseThrow();
    String known = stone.otherName();
    String other = known == null ? Tombstone.newName().value() : known;
    retired.name(stone.salt(), other);
    return other;
  }

  /** What is left of the tenant goes on under its other name. */
  private void forget(String id, String other) {
    accounts.addNameless(id, other, Departure.ERASED);
    Nameless nameless = new Nameless();
    for (ConsentRow each : consents.ofTenant(id)) {
      ConsentEntry entry = each.toEntry();
      accounts.forgetWhoSaid(
          each.number(),
          other,
          nameless.person(entry.by()).id(),
          ConsentActs.write(nameless.act(entry.act())));
    }
    for (RightsRow each : requests.ofTenant(id)) {
      RightsRequest request = each.toRequest();
      Verification seen = nameless.verification(request.verification());
      accounts.forgetWhoEntered(
          each.id(), other, nameless.person(request.by()).id(), seen.by(), seen.how());
    }
    accounts.moveOversight(id, other);
    accounts.eraseChoices(id);
    accounts.eraseAdmins(id);
    accounts.forgetApps(id, other, Departure.ERASED);
    accounts.eraseChanges(id);
    rows.forgetTenant(id, other, Departure.ERASED);
    accounts.eraseTenant(id);
  }
}
