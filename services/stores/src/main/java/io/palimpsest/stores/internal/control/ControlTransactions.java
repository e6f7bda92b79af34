package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.tenancy.Retired;
import io.palimpsest.platform.tenancy.TenantId;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.function.Supplier;

/**
 * Transactions on the control database. A write raises the epoch first: the row's lock puts all
 * writers in one line, so none ever waits for another the wrong way round. Thread-safe.
 */
@Singleton
@Requires(beans = RootKey.class)
final class ControlTransactions {
  /** Far more than happen between two polls. */
  static final long CHANGES_KEPT = 10_000;

  private final TransactionOperations<Connection> transactions;
  private final CredentialRows credentials;

  ControlTransactions(
      @Named("control") TransactionOperations<Connection> transactions,
      CredentialRows credentials) {
    this.transactions = transactions;
    this.credentials = credentials;
  }

  /**
   * Asks.
   *
   * @param asked for messages, such as {@code find a key}
   */
  <T> T read(String asked, Supplier<T> question) {
    return ask(asked, () -> transactions.executeRead(_ -> question.get()));
  }

  /** Changes something that everybody who polls the epoch must learn of. */
  <T> T write(String asked, Supplier<T> change) {
    return writeQuietly(
        asked,
        () -> {
          credentials.raiseEpoch();
          return change.get();
        });
  }

  /** Changes something of one tenant that whoever polls the epoch must learn of. */
  <T> T write(String asked, TenantId tenant, Supplier<T> change) {
    return writeQuietly(
        asked,
        () -> {
          credentials.raiseEpoch();
          credentials.noteChange(tenant.value());
          credentials.forgetChanges(CHANGES_KEPT);
          return change.get();
        });
  }

  /** Changes something that nobody remembers. */
  <T> T writeQuietly(String asked, Supplier<T> change) {
    return ask(asked, () -> transactions.executeWrite(_ -> change.get()));
  }

  private static <T> T ask(String asked, Supplier<T> work) {
    try {
      return work.get();
    } catch (RootKeyUnusable | ConsentRefused | Retired e) {
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
