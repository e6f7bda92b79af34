package io.palimpsest.retention.reconciliation;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.DutyMissing;
import io.palimpsest.platform.reconciliation.Difference.ErasureUnseen;
import io.palimpsest.platform.reconciliation.Difference.OrphanObject;
import io.palimpsest.policy.DataClass;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The bucket of uploads against the records of their calls: objects whose call is over, settled
 * ones that entered no duty to show their erasure, and duties that nobody saw done.
 */
final class UploadComparison implements Comparison {
  /** Names at once: as many as a sweep takes. */
  private static final int LISTED = 100_000;

  private static final int DUTIES = 10_000;

  private final Cell cell;
  private final Supplier<List<HeldScope>> holds;

  UploadComparison(Cell cell, Supplier<List<HeldScope>> holds) {
    this.cell = cell;
    this.holds = holds;
  }

  @Override
  public String part() {
    return "uploads";
  }

  @Override
  public String store() {
    return "object store";
  }

  @Override
  public void find(Bounds bounds, Consumer<Difference> found) {
    Predicate<UploadKey> held = held();
    Set<UploadKey> orphans = new HashSet<>();
    for (String name : cell.uploads().list(LISTED)) {
      Optional<UploadKey> key = UploadKey.parse(name);
      if (key.isEmpty()) {
        found.accept(new OrphanObject("uploads", name));
      } else if (key.get().callId().received().isBefore(bounds.settled())
          && !held.test(key.get())) {
        orphans.add(key.get());
        found.accept(new OrphanObject("uploads", name));
        unannounced(key.get(), found);
      }
    }
    for (ErasureOutbox.Entry entry : cell.outbox().open(bounds.settled(), DUTIES)) {
      if (!held.test(entry.upload()) && !orphans.contains(entry.upload())) {
        found.accept(new ErasureUnseen(entry.upload()));
      }
    }
  }

  private void unannounced(UploadKey upload, Consumer<Difference> found) {
    if (cell.ledger().find(upload.callId()).isPresent()
        && cell.outbox().find(upload.callId()).isEmpty()) {
      found.accept(new DutyMissing(upload.callId(), upload.appId()));
    }
  }

  private Predicate<UploadKey> held() {
    List<HeldScope> scopes = holds.get();
    return key ->
        scopes.stream()
            .anyMatch(each -> each.holds(DataClass.UPLOAD_AND_RESULT, key.appId(), key.callId()));
  }
}
