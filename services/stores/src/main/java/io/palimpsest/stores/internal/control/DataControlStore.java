package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.stores.RootKey;
import io.palimpsest.stores.RootKeyUnusable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The control store. A write raises the epoch first: the row's lock puts all writers in one line,
 * so none ever waits for another the wrong way round. Thread-safe.
 */
@Singleton
@Requires(beans = RootKey.class)
final class DataControlStore implements ControlStore {
  private final TransactionOperations<Connection> transactions;
  private final TenantRows tenants;
  private final ApplicationRows applications;
  private final CredentialRows credentials;
  private final RootKey rootKey;

  DataControlStore(
      @Named("control") TransactionOperations<Connection> transactions,
      TenantRows tenants,
      ApplicationRows applications,
      CredentialRows credentials,
      RootKey rootKey) {
    this.transactions = transactions;
    this.tenants = tenants;
    this.applications = applications;
    this.credentials = credentials;
    this.rootKey = rootKey;
  }

  @Override
  public long epoch() {
    return read("give the epoch", credentials::epoch);
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
    write("save a tenant", () -> tenants.put(TenantRow.of(tenant)));
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
    write("save an AppID", () -> applications.put(ApplicationRow.of(application)));
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
    return ask(
        "give an AppID",
        () ->
            transactions.executeWrite(
                _ -> {
                  applications.step();
                  return new AppId(applications.lastGiven());
                }));
  }

  @Override
  public void save(Credential credential) {
    write("save a key", () -> credentials.put(CredentialRow.of(credential, rootKey)));
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

  private Caller caller(Credential credential) {
    Application application =
        applications.findByAppId(credential.appId().value()).orElseThrow().toApplication();
    Tenant tenant = tenants.findById(application.tenant().value()).orElseThrow().toTenant();
    return new Caller(credential, application, tenant);
  }

  private <T> T read(String asked, Supplier<T> question) {
    return ask(asked, () -> transactions.executeRead(_ -> question.get()));
  }

  private void write(String asked, Runnable change) {
    ask(
        asked,
        () ->
            transactions.executeWrite(
                _ -> {
                  credentials.raiseEpoch();
                  change.run();
                  return asked;
                }));
  }

  private static <T> T ask(String asked, Supplier<T> work) {
    try {
      return work.get();
    } catch (RootKeyUnusable e) {
      throw e;
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLIntegrityConstraintViolationException) {
          throw new IllegalArgumentException(
              "could not " + asked + ": what it belongs to does not exist", e);
        }
      }
      throw new StoreUnavailable("control", asked, e);
    }
  }
}
