package io.palimpsest.platform.lookup;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.debugcopies.DebugCopyStore;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.KeyUnusable;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.IdentificationErasure;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Erases at once whatever may be erased of one call: identification data read from it, with photos,
 * copies in exports and keys; its debug copy; and its upload, if the call left one. The record and
 * the steps stay, for they bill and explain the call. It may be asked for at any time and again,
 * and each store is tried for itself. Then it waits a moment for the leaf that tells of it.
 * Thread-safe.
 */
public final class EraseNow {
  /** What is left of the second that an answer may take. */
  private static final Duration PATIENCE = Duration.ofMillis(900);

  private static final Duration LOOK_EVERY = Duration.ofMillis(25);
  private static final String EITHER = CallInfo.DATABASE + " or " + CallInfo.OBJECT_STORE;

  private final Duration over;
  private final Clock clock;
  private final Duration patience;

  /**
   * @param over the age at which a call is over
   */
  public EraseNow(Duration over, Clock clock) {
    this(over, clock, PATIENCE);
  }

  /**
   * @param patience how long it waits for the leaf at most
   */
  public EraseNow(Duration over, Clock clock, Duration patience) {
    this.over = over;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * Erases what one region holds of a call; throws nothing.
   *
   * @param info what that region's stores just said
   * @param owner whose call it is
   */
  public ErasedNow erase(CallStores stores, CallInfo info, AppId owner) {
    long begun = System.nanoTime();
    Part identification = tried(() -> identification(stores, info.callId(), owner));
    Part copy = tried(() -> copy(stores, info.callId(), owner));
    Part upload = tried(() -> upload(stores.cell(), info, owner));
    return new ErasedNow(
        info,
        upload,
        identification,
        copy,
        shown(() -> CallLookup.proof(stores, info.callId()), begun),
        shown(() -> itemProof(stores, info, DataClass.IDENTIFICATION), begun),
        shown(() -> itemProof(stores, info, DataClass.DEBUG_COPY), begun));
  }

  private static Part tried(Supplier<Part> part) {
    try {
      return part.get();
    } catch (StoreUnavailable e) {
      return new Part.Unknown(EITHER);
    } catch (KeyUnusable | RootKeyUnusable e) {
      return new Part.Unknown(CallInfo.KEYS);
    }
  }

  private static Part identification(CallStores stores, CallId callId, AppId owner) {
    IdentificationErasure erasure = stores.subjects().get().erasure();
    Erased erased = erasure.erase(owner, callId);
    List<HeldBy> held = erasure.heldBy(owner, callId);
    if (!held.isEmpty()) {
      return new Part.Held(held);
    }
    return erased.equals(Erased.NOTHING)
        ? new Part.Nothing()
        : new Part.Erased(erased.items(), erased.photos());
  }

  private static Part copy(CallStores stores, CallId callId, AppId owner) {
    Optional<DebugCopyStore> copies = stores.subjects().get().copies();
    int erased = copies.map(store -> store.erase(owner, callId)).orElse(0);
    List<HeldBy> held = copies.map(store -> store.heldBy(owner, callId)).orElse(List.of());
    if (!held.isEmpty()) {
      return new Part.Held(held);
    }
    return erased == 0 ? new Part.Nothing() : new Part.Erased(erased, 0);
  }

  private static Finding<Proof> itemProof(CallStores stores, CallInfo info, DataClass dataClass) {
    return CallLookup.itemProof(stores, info.callId(), dataClass);
  }

  private Part upload(Cell cell, CallInfo info, AppId owner) {
    if (underWay(info)) {
      return new Part.InFlight(info.callId().received().plus(over));
    }
    List<HeldBy> held = info.heldOf(DataClass.UPLOAD_AND_RESULT);
    return switch (info.upload()) {
      case Finding.Nothing<UploadKey> _ -> new Part.Nothing();
      case Finding.Unknown<UploadKey>(String store) -> new Part.Unknown(store);
      case Finding.Held<UploadKey> _ when !info.holds().unknown().isEmpty() ->
          new Part.Unknown(CallInfo.DATABASE);
      case Finding.Held<UploadKey> _ when !held.isEmpty() -> new Part.Held(held);
      case Finding.Held<UploadKey> _ ->
          erase(cell, UploadKey.of(owner, info.callId(), cell.zone()));
    };
  }

  /** Without a record, and young enough to get one yet. */
  private boolean underWay(CallInfo info) {
    Instant end = info.callId().received().plus(over);
    return info.monitoring().held().isEmpty() && clock.instant().isBefore(end);
  }

  /** What the call left behind: the duty to show its erasure comes before the erasure. */
  private Part erase(Cell cell, UploadKey key) {
    cell.outbox().swept(key);
    cell.uploads().erase(key);
    if (cell.uploads().exists(key)) {
      return new Part.Unknown(CallInfo.OBJECT_STORE);
    }
    cell.outbox().seenGone(key.callId(), clock.instant());
    return new Part.Erased(1, 0);
  }

  /** Asks until the leaf has its place, or the time for it is up. */
  private Finding<Proof> shown(Supplier<Finding<Proof>> question, long begun) {
    Finding<Proof> proof = question.get();
    while (isComing(proof) && System.nanoTime() - begun < patience.toNanos() && pause()) {
      proof = question.get();
    }
    return proof;
  }

  private static boolean isComing(Finding<Proof> proof) {
    return proof
        .held()
        .filter(it -> it instanceof Proof.Coming && it.place().isEmpty())
        .isPresent();
  }

  /** False when this thread is to end. */
  private static boolean pause() {
    try {
      Thread.sleep(LOOK_EVERY);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
