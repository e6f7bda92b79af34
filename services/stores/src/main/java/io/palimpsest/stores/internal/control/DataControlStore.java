package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The control store. Thread-safe. */
@Singleton
@Requires(beans = RootKey.class)
final class DataControlStore implements ControlStore {
  private final ControlTransactions control;
  private final TenantRows tenants;
  private final ApplicationRows applications;
  private final CredentialRows credentials;
  private final ConsentRows consents;
  private final RetiredNames retired;
  private final RootKey rootKey;

  DataControlStore(
      ControlTransactions control,
      TenantRows tenants,
      ApplicationRows applications,
      CredentialRows credentials,
      ConsentRows consents,
      RetiredNames retired,
      RootKey rootKey) {
    this.control = control;
    this.tenants = tenants;
    this.applications = applications;
    this.credentials = credentials;
    this.consents = consents;
    this.retired = retired;
    this.rootKey = rootKey;
  }

  @Override
  public long epoch() {
    return read("give the epoch", credentials::epoch);
  }

  @Override
  public Changes since(long known) {
    return read(
        "list changes",
        () -> {
          long now = credentials.epoch();
          long changes = now - known;
          if (changes < 0 || changes > ControlTransactions.CHANGES_KEPT || known < 0) {
            return new Changes(now, Optional.empty());
          }
          List<String> noted = changes == 0 ? List.of() : credentials.changes(known, now);
          return new Changes(
              now,
              noted.size() == changes
                  ? Optional.of(noted.stream().map(TenantId::new).collect(Collectors.toSet()))
                  : Optional.empty());
        });
  }

  @Override
  public Optional<Caller> find(SecretId secretId) {
    return read(
        "find a key",
        () ->
            credentials
                .findBySecretId(secretId.value())
                .map(row -> row.toCredential(rootKey))
                .map(this::caller));
  }

  @Override
  public void save(Tenant tenant) {
    write(
        "save a tenant",
        Optional.of(tenant.id()),
        () -> {
          retired.check(tenant);
          tenants.put(TenantRow.of(tenant));
        });
  }

  @Override
  public Optional<Tenant> tenant(TenantId id) {
    return read("find a tenant", () -> tenants.findById(id.value()).map(TenantRow::toTenant));
  }

  @Override
  public List<Tenant> tenants() {
    return read("list tenants", () -> tenants.all().stream().map(TenantRow::toTenant).toList());
  }

  @Override
  public void save(Application application) {
    // One that changes hands concerns two, and everybody then.
    boolean changesHands =
        application(application.appId())
            .filter(before -> !before.tenant().equals(application.tenant()))
            .isPresent();
    write(
        "save an AppID",
        changesHands ? Optional.empty() : Optional.of(application.tenant()),
        () -> {
          retired.check(application.appId(), application.tenant());
          applications.put(ApplicationRow.of(application));
        });
  }

  @Override
  public Optional<Application> application(AppId appId) {
    return read(
        "find an AppID",
        () -> applications.findByAppId(appId.value()).map(ApplicationRow::toApplication));
  }

  @Override
  public List<Application> applications(TenantId tenant) {
    return read(
        "list AppIDs",
        () ->
            applications.ofTenant(tenant.value()).stream()
                .map(ApplicationRow::toApplication)
                .toList());
  }

  @Override
  public AppId nextAppId() {
    return control.writeQuietly(
        "give an AppID",
        () -> {
          // A database that was restored counts from further back.
          AppId next;
          do {
            applications.step();
            next = new AppId(applications.lastGiven());
          } while (retired.isRetired(next));
          return next;
        });
  }

  @Override
  public void save(Credential credential) {
    boolean changesHands =
        read("find a key", () -> credentials.findBySecretId(credential.secretId().value()))
            .filter(before -> before.appId() != credential.appId().value())
            .isPresent();
    write(
        "save a key",
        changesHands ? Optional.empty() : application(credential.appId()).map(Application::tenant),
        () -> {
          retired.check(credential);
          credentials.put(CredentialRow.of(credential, rootKey));
        });
  }

  @Override
  public List<Credential> credentials(AppId appId) {
    return read(
        "list keys",
        () ->
            credentials.ofApplication(appId.value()).stream()
                .map(row -> row.toCredential(rootKey))
                .toList());
  }

  @Override
  public int eraseExpiredKeys(Instant before) {
    return control.writeQuietly("erase expired keys", () -> credentials.eraseExpired(before));
  }

  private Caller caller(Credential credential) {
    Application application =
        applications.findByAppId(credential.appId().value()).orElseThrow().toApplication();
    Tenant tenant = tenants.findById(application.tenant().value()).orElseThrow().toTenant();
    ConsentHistory said =
        new ConsentHistory(
            consents.ofApplication(tenant.id().value(), application.appId().value()).stream()
                .map(ConsentRow::toEntry)
                .toList());
    return new Caller(credential, application, tenant, said.terms(tenant, application));
  }

  private <T> T read(String asked, Supplier<T> question) {
    return control.read(asked, question);
  }

  /**
   * @param concerned empty where it may be everybody
   */
  private void write(String asked, Optional<TenantId> concerned, Runnable change) {
    Supplier<String> work =
        () -> {
          change.run();
          return asked;
        };
    concerned.ifPresentOrElse(
        tenant -> control.write(asked, tenant, work), () -> control.write(asked, work));
  }
}
