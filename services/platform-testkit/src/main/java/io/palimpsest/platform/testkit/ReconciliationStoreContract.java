package io.palimpsest.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.reconciliation.Kind;
import io.palimpsest.platform.reconciliation.Reconciled;
import io.palimpsest.platform.reconciliation.ReconciliationStore;
import io.palimpsest.platform.reconciliation.ReconciliationStore.LogSeen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every memory of comparisons must do. */
public interface ReconciliationStoreContract {
  Instant NOON = Instant.parse("2026-11-21T11:00:00.123456Z");

  /** A memory of {@link PlatformFixtures#SINGAPORE} with nothing in it. */
  ReconciliationStore emptyMemory();

  @Test
  default void aNewMemoryShouldKnowNothing() {
    ReconciliationStore memory = emptyMemory();

    assertThat(memory.log(2026)).isEmpty();
    assertThat(memory.until("sums")).isEmpty();
    assertThat(memory.last()).isEmpty();
  }

  @Test
  default void whatIsRememberedShouldTakeThePlaceOfWhatWas() {
    ReconciliationStore memory = emptyMemory();
    memory.remember(2026, new LogSeen(new byte[] {1}, 7));
    memory.remember("sums", NOON);

    memory.remember(2026, new LogSeen(new byte[] {1, 2}, 9));
    memory.remember("sums", NOON.plusSeconds(1));

    LogSeen seen = memory.log(2026).orElseThrow();
    assertThat(seen.checkpoint()).containsExactly(1, 2);
    assertThat(seen.compared()).isEqualTo(9);
    assertThat(memory.log(2027)).isEmpty();
    assertThat(memory.until("sums")).contains(NOON.plusSeconds(1));
    assertThat(memory.until("duties")).isEmpty();
  }

  @Test
  default void theLastOfEachKindOfComparisonShouldStay() {
    ReconciliationStore memory = emptyMemory();
    Reconciled everything = reconciled(NOON, true, Map.of(Kind.ORPHAN_OBJECT, 3L));
    Reconciled first =
        reconciled(NOON.plusSeconds(1), false, Map.of(Kind.STALE_INDEX, 1L, Kind.LEAF_ALTERED, 2L));
    Reconciled second = reconciled(NOON.plusSeconds(2), false, Map.of());

    memory.remember(everything);
    memory.remember(first);
    assertThat(memory.last()).containsExactly(everything, first);
    memory.remember(second);

    assertThat(memory.last()).isEqualTo(List.of(everything, second));
  }

  private static Reconciled reconciled(Instant at, boolean everything, Map<Kind, Long> found) {
    TreeSet<String> unknown =
        found.isEmpty()
            ? new TreeSet<>()
            : new TreeSet<>(List.of("indexes (Elasticsearch)", "uploads (object store)"));
    return new Reconciled(PlatformFixtures.SINGAPORE, at, everything, found, unknown);
  }
}
