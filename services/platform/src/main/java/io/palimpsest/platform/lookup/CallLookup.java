package io.palimpsest.platform.lookup;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.keys.KeyUnusable;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.Delivery;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.subjects.IdentificationInventory;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.RetentionPeriod;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asks one region's stores for a call, each for itself: one that is away hides nothing of the
 * others. Throws nothing.
 */
public final class CallLookup {
  /** Objects are there only while calls are under way, so a bucket never holds nearly as many. */
  private static final int WHOLE_BUCKET = 100_000;

  private final Cell cell;
  private final Supplier<IdentificationInventory> inventory;

  /**
   * @param inventory of the same region; may throw what a store throws that does not answer, or
   *     what keys throw that cannot be had
   */
  public CallLookup(Cell cell, Supplier<IdentificationInventory> inventory) {
    this.cell = cell;
    this.inventory = inventory;
  }

  /** Whosever call it is: for the operator. */
  public CallInfo look(CallId callId) {
    CallInfo books = books(callId, _ -> true);
    Finding<UploadKey> upload =
        books.appId().map(owner -> object(callId, owner)).orElseGet(() -> listed(callId));
    return with(books, upload);
  }

  /** As if there were no calls but this AppID's. The stores are asked the same for any callId. */
  public CallInfo look(CallId callId, AppId owner) {
    return with(books(callId, Optional.of(owner)::equals), object(callId, owner));
  }

  private CallInfo books(CallId callId, Predicate<Optional<AppId>> mine) {
    return new CallInfo(
        callId,
        cell.region(),
        cell.zone(),
        Finding.ask(CallInfo.DATABASE, () -> metered(callId, mine)),
        Finding.ask(CallInfo.LOG_STORE, () -> logged(callId, mine)),
        Finding.ask(CallInfo.DATABASE, () -> erased(callId, mine)),
        new Finding.Nothing<>(),
        identification(callId, mine));
  }

  private Finding<CallInfo.Kept> identification(CallId callId, Predicate<Optional<AppId>> mine) {
    try {
      return Finding.ask(
          CallInfo.DATABASE,
          () ->
              inventory
                  .get()
                  .find(callId)
                  .map(CallInfo.Kept::of)
                  .filter(kept -> mine.test(Optional.of(kept.appId()))));
    } catch (KeyUnusable | RootKeyUnusable e) {
      return new Finding.Unknown<>(CallInfo.KEYS);
    }
  }

  private Optional<CallInfo.Metered> metered(CallId callId, Predicate<Optional<AppId>> mine) {
    Optional<Delivery> delivery = cell.ledger().delivery(callId);
    Optional<RetentionPeriod> keptFor = cell.ledger().keptFor(callId);
    return cell.ledger()
        .find(callId)
        .filter(record -> mine.test(Optional.of(record.appId())))
        .flatMap(
            record ->
                keptFor.map(
                    period ->
                        new CallInfo.Metered(record, delivery.orElse(Delivery.PENDING), period)));
  }

  private Optional<OperationLogEntry> logged(CallId callId, Predicate<Optional<AppId>> mine) {
    // An entry without an AppID is a call that nobody was known to have sent: for the operator
    // only.
    return cell.log().find(callId).filter(entry -> mine.test(entry.appId()));
  }

  private Optional<ErasureOutbox.Entry> erased(CallId callId, Predicate<Optional<AppId>> mine) {
    return cell.outbox()
        .find(callId)
        .filter(entry -> mine.test(Optional.of(entry.upload().appId())));
  }

  private Finding<UploadKey> object(CallId callId, AppId owner) {
    UploadKey key = UploadKey.of(owner, callId, cell.zone());
    return Finding.ask(
        CallInfo.OBJECT_STORE, () -> Optional.of(key).filter(cell.uploads()::exists));
  }

  /** A name begins with its AppID; where that is not known, the whole listing is looked through. */
  private Finding<UploadKey> listed(CallId callId) {
    return Finding.ask(
        CallInfo.OBJECT_STORE,
        () ->
            cell.uploads().list(WHOLE_BUCKET).stream()
                .flatMap(name -> UploadKey.parse(name).stream())
                .filter(key -> key.callId().equals(callId))
                .findFirst());
  }

  private static CallInfo with(CallInfo books, Finding<UploadKey> upload) {
    return new CallInfo(
        books.callId(),
        books.region(),
        books.zone(),
        books.monitoring(),
        books.log(),
        books.erasure(),
        upload,
        books.identification());
  }
}
