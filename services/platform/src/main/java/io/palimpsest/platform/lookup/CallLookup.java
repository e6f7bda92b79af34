package io.palimpsest.platform.lookup;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.keys.KeyUnusable;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.Delivery;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.util.ArrayList;
import java.util.List;
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

  /** What can be held beside identification data, whose holds its own store knows. */
  private static final List<DataClass> OTHERS =
      List.of(
          DataClass.MONITORING,
          DataClass.OPERATION_LOG,
          DataClass.UPLOAD_AND_RESULT,
          DataClass.DEBUG_COPY);

  private final CallStores stores;
  private final Cell cell;

  public CallLookup(CallStores stores) {
    this.stores = stores;
    this.cell = stores.cell();
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
        withKeys(CallInfo.DATABASE, () -> metered(callId, mine)),
        Finding.ask(CallInfo.LOG_STORE, () -> logged(callId, mine)),
        Finding.ask(CallInfo.DATABASE, () -> erased(callId, mine)),
        new Finding.Nothing<>(),
        identification(callId, mine),
        copy(callId, mine),
        new Finding.Nothing<>(),
        new Finding.Nothing<>(),
        new Finding.Nothing<>(),
        new Finding.Nothing<>());
  }

  private Finding<CallInfo.Kept> identification(CallId callId, Predicate<Optional<AppId>> mine) {
    return withKeys(
        CallInfo.DATABASE,
        () ->
            stores
                .subjects()
                .get()
                .inventory()
                .find(callId)
                .map(CallInfo.Kept::of)
                .filter(kept -> mine.test(Optional.of(kept.appId()))));
  }

  private Finding<DebugCopy> copy(CallId callId, Predicate<Optional<AppId>> mine) {
    return withKeys(
        CallInfo.DATABASE,
        () ->
            stores
                .subjects()
                .get()
                .copies()
                .flatMap(copies -> copies.find(callId))
                .filter(copy -> mine.test(Optional.of(copy.appId()))));
  }

  private static <T> Finding<T> withKeys(String store, Supplier<Optional<T>> question) {
    try {
      return Finding.ask(store, question);
    } catch (KeyUnusable | RootKeyUnusable e) {
      return new Finding.Unknown<>(CallInfo.KEYS);
    }
  }

  /** What the evidence log says of a call's upload; whose it is, is not asked here. */
  static Finding<Proof> proof(CallStores stores, CallId callId) {
    return withKeys(CallInfo.EVIDENCE, () -> Proof.of(() -> stores.evidence().get().of(callId)));
  }

  /** The same of what of that class was kept of it by itself. */
  static Finding<Proof> itemProof(CallStores stores, CallId callId, DataClass dataClass) {
    return withKeys(
        CallInfo.EVIDENCE, () -> Proof.of(() -> stores.evidence().get().ofItem(callId, dataClass)));
  }

  private Finding<List<CallInfo.Holding>> holds(CallInfo info, AppId owner) {
    return withKeys(
        CallInfo.DATABASE,
        () -> {
          List<CallInfo.Holding> found = new ArrayList<>();
          for (HeldScope each : stores.holds().get().scopes()) {
            OTHERS.stream()
                .filter(dataClass -> each.holds(dataClass, owner, info.callId()))
                .map(dataClass -> new CallInfo.Holding(dataClass, by(each)))
                .forEach(found::add);
          }
          stores.subjects().get().erasure().heldBy(owner, info.callId()).stream()
              .map(hold -> new CallInfo.Holding(DataClass.IDENTIFICATION, hold))
              .forEach(found::add);
          return Optional.of(List.copyOf(found)).filter(all -> !all.isEmpty());
        });
  }

  private static HeldBy by(HeldScope scope) {
    return new HeldBy(scope.hold(), scope.basis(), scope.until());
  }

  private Optional<CallInfo.Metered> metered(CallId callId, Predicate<Optional<AppId>> mine) {
    Optional<Delivery> delivery = cell.ledger().delivery(callId);
    Optional<RetentionPeriod> keptFor = cell.ledger().keptFor(callId);
    return cell.ledger()
        .find(callId)
        .filter(_ -> keptFor.isPresent())
        .map(record -> new CallInfo.Metered(record, delivery.orElse(Delivery.PENDING), keptFor))
        .or(() -> stores.holds().get().kept(callId).map(CallInfo.Metered::held))
        .filter(metered -> mine.test(Optional.of(metered.record().appId())));
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

  private CallInfo with(CallInfo books, Finding<UploadKey> upload) {
    CallInfo data =
        new CallInfo(
            books,
            upload,
            new Finding.Nothing<>(),
            new Finding.Nothing<>(),
            new Finding.Nothing<>(),
            new Finding.Nothing<>());
    // What is nobody's, or somebody else's, is asked no further.
    return data.appId()
        .map(
            owner ->
                new CallInfo(
                    books,
                    upload,
                    proof(books),
                    itemProof(stores, books.callId(), DataClass.IDENTIFICATION),
                    itemProof(stores, books.callId(), DataClass.DEBUG_COPY),
                    holds(data, owner)))
        .orElse(data);
  }

  private Finding<Proof> proof(CallInfo books) {
    return switch (books.erasure()) {
      case Finding.Held<ErasureOutbox.Entry> _ -> proof(stores, books.callId());
      case Finding.Nothing<ErasureOutbox.Entry> _ -> new Finding.Nothing<>();
      case Finding.Unknown<ErasureOutbox.Entry>(String store) -> new Finding.Unknown<>(store);
    };
  }
}
