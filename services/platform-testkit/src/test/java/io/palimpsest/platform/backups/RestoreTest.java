package io.palimpsest.platform.backups;

import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.MONITORING_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.SHORT_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.testkit.InMemoryBackupStore;
import io.palimpsest.platform.testkit.InMemoryRootKey;
import io.palimpsest.platform.testkit.InMemoryVault;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.policy.PolicyLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final Piece OLD = new Piece(Optional.of(MONITORING_PERIOD), TODAY.minusDays(9));
  private static final Piece BRIEF = new Piece(Optional.of(SHORT_PERIOD), TODAY.minusDays(80));

  private final InMemoryRootKey root = new InMemoryRootKey();
  private final InMemoryVault vault = new InMemoryVault();
  private final MovableClock clock =
      new MovableClock(TODAY.atTime(12, 0).atZone(FRANKFURT_TIME).toInstant());
  private final BackupLimits limits = new BackupLimits(PolicyLibrary::shipped);
  private final InMemoryBackupStore store =
      new InMemoryBackupStore(BackupClass.MONITORING, FRANKFURT.name(), FRANKFURT_TIME);
  private final Mark mark = new Mark();
  private final List<String> seen = new ArrayList<>();

  @TempDir Path at;
  private BackupFolder folder;

  @BeforeEach
  void backUpAndLose() {
    folder = BackupFolder.open(at);
    store.add(OLD, "old");
    store.add(BRIEF, "brief");
    new Backups(root, limits, clock).copy(store, vault, folder, Optional::empty);
    store.clear();
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void whatWasErasedSinceShouldBeErasedAgainBeforeTheMarkGoes() {
    Restore.Restored restored =
        restore(() -> seen.add("erasing " + mark.begun().size() + " " + store.rows(OLD)));

    assertThat(restored).isEqualTo(new Restore.Restored(2, 2, 0, List.of()));
    assertThat(store.rows(OLD)).containsExactly("old");
    assertThat(seen).containsExactly("erasing 2 [old]");
    assertThat(mark.begun()).isEmpty();
  }

  @Test
  void aDayWhosePeriodIsOverByNowShouldStayAway() {
    clock.advance(Duration.ofDays(15));

    Restore.Restored restored = restore(() -> {});

    assertThat(restored.over()).isOne();
    assertThat(store.rows(BRIEF)).isEmpty();
    assertThat(store.rows(OLD)).containsExactly("old");
  }

  @Test
  void aDayThatIsThereShouldStayAsItIs() {
    store.add(OLD, "newer");

    Restore.Restored restored = restore(() -> {});

    assertThat(restored.there()).containsExactly("monitoring/p2y/" + OLD.day());
    assertThat(store.rows(OLD)).containsExactly("newer");
  }

  @Test
  void aRestoreThatBreaksOffShouldStayMarkedAndGoOn() {
    assertThatThrownBy(
            () ->
                restore(
                    () -> {
                      throw new IllegalStateException("power");
                    }))
        .hasMessage("power");
    assertThat(mark.begun()).hasSize(2);

    Restore.Restored again = restore(() -> seen.add("erasing"));

    assertThat(again.pieces()).isEqualTo(2);
    assertThat(store.rows(OLD)).containsExactly("old");
    assertThat(seen).containsExactly("erasing");
    assertThat(mark.begun()).isEmpty();
  }

  @Test
  void nothingShouldBeChangedWhereOneCopyIsWrong() throws IOException {
    Path rows =
        Files.list(at.resolve("eu-frankfurt/monitoring/p2y"))
            .filter(each -> each.toString().endsWith(".rows"))
            .findFirst()
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(rows);
    bytes[bytes.length / 2] ^= 1;
    Files.write(rows, bytes);

    assertThatThrownBy(() -> restore(() -> {}))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("were altered");

    assertThat(store.pieces()).isEmpty();
    assertThat(mark.begun()).isEmpty();
  }

  @Test
  void copiesOfOtherTablesAndOfAnotherRegionShouldBeNamed() {
    store.migrate();
    assertThatThrownBy(() -> restore(() -> {}))
        .hasMessageContaining("of version 1, and those here are of version 2");

    InMemoryBackupStore other =
        new InMemoryBackupStore(BackupClass.MONITORING, SINGAPORE.name(), FRANKFURT_TIME);
    assertThatThrownBy(
            () ->
                new Restore(root, limits, folder, clock).run(List.of(other), vault, mark, () -> {}))
        .hasMessage("the folder holds no backup of ap-singapore, but of eu-frankfurt");
  }

  @Test
  void anUnfinishedRestoreShouldNotGoOnFromAnotherFolder() {
    mark.begin(List.of("monitoring/p2y/2026-01-01"));

    assertThatThrownBy(() -> restore(() -> {})).hasMessageContaining("2026-01-01");
  }

  private Restore.Restored restore(Runnable erasing) {
    return new Restore(root, limits, folder, clock).run(List.of(store), vault, mark, erasing);
  }

  private static final class Mark implements RestoreMark {
    private final Set<String> begun = new TreeSet<>();

    @Override
    public Set<String> begun() {
      return Set.copyOf(begun);
    }

    @Override
    public void begin(Collection<String> pieces) {
      begun.addAll(pieces);
    }

    @Override
    public void end() {
      begun.clear();
    }
  }
}
