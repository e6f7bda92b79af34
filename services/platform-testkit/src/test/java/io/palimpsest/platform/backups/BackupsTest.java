package io.palimpsest.platform.backups;

import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.MONITORING_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.SHORT_PERIOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.testkit.InMemoryBackupStore;
import io.palimpsest.platform.testkit.InMemoryRootKey;
import io.palimpsest.platform.testkit.InMemoryVault;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.policy.PolicyLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final Piece YESTERDAY = twoYears(TODAY.minusDays(1));
  private static final Piece RUNNING = twoYears(TODAY);

  private final InMemoryRootKey root = new InMemoryRootKey();
  private final InMemoryVault vault = new InMemoryVault();
  private final MovableClock clock =
      new MovableClock(TODAY.atTime(12, 0).atZone(FRANKFURT_TIME).toInstant());
  private final BackupLimits limits = new BackupLimits(PolicyLibrary::shipped);
  private final Backups backups = new Backups(root, limits, clock);
  private final InMemoryBackupStore store =
      new InMemoryBackupStore(BackupClass.MONITORING, FRANKFURT.name(), FRANKFURT_TIME);

  @TempDir Path at;
  private BackupFolder folder;

  @BeforeEach
  void open() {
    folder = BackupFolder.open(at);
    store.add(YESTERDAY, "one row");
    store.add(RUNNING, "another");
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void aDayThatIsOverShouldBeCopiedOnceAndTheRunningDayEveryTime() {
    Backups.Made first = copy();

    clock.advance(Duration.ofHours(1));
    Backups.Made second = copy();

    assertThat(first).isEqualTo(new Backups.Made(2, 0, 0, 2));
    assertThat(second).isEqualTo(new Backups.Made(1, 1, 0, 1));
    assertThat(folder.list()).extracting(Manifest::complete).containsExactly(true, false);
    assertThat(files(".rows")).as("nothing of the copy before is left").hasSize(2);
    assertThat(vault.names("keys/")).hasSize(2);
  }

  @Test
  void aCopyShouldGiveBackItsRowsAndTellNothingToWhoHasNoKey() throws IOException {
    store.add(YESTERDAY, "a name that must not be read");
    copy();
    List<String> rows = store.rows(YESTERDAY);
    for (Path each : files("")) {
      assertThat(Files.readString(each, StandardCharsets.ISO_8859_1)).doesNotContain("must not");
    }
    store.clear();

    long read = reader().read(checked(YESTERDAY), store);

    assertThat(read).isEqualTo(2);
    assertThat(store.rows(YESTERDAY)).isEqualTo(rows);
  }

  @Test
  void everyAlteredByteShouldBeRefused() throws IOException {
    copy();
    for (Path each : List.of(file(YESTERDAY, ".json"), file(YESTERDAY, ".rows"))) {
      byte[] good = Files.readAllBytes(each);
      for (int i = 0; i < good.length; i++) {
        byte[] bad = good.clone();
        bad[i] ^= 1;
        Files.write(each, bad);

        assertThat(catchThrowable(() -> checked(YESTERDAY)))
            .as("byte %d of %s", i, each.getFileName())
            .isInstanceOf(BackupRefused.class);
      }
      Files.write(each, good);
    }
    assertThat(checked(YESTERDAY).manifest().rows()).isEqualTo(1);
  }

  @Test
  void whatIsWrongWithACopyShouldBeNamed() throws IOException {
    copy();
    assertThatThrownBy(() -> new CopyReader(new InMemoryRootKey(), vault, folder).check(found()))
        .hasMessageContaining("the root key is not the one");
    assertThatThrownBy(() -> new CopyReader(root, new InMemoryVault(), folder).check(found()))
        .hasMessageContaining("is not in the vault");
    Files.delete(file(YESTERDAY, ".rows"));
    assertThatThrownBy(() -> checked(YESTERDAY)).hasMessageContaining("are missing");
    Files.createDirectories(at.resolve("ap-singapore/monitoring/p2y"));
    Files.move(
        file(YESTERDAY, ".json"),
        at.resolve("ap-singapore/monitoring/p2y").resolve(YESTERDAY.day() + ".json"));
    assertThatThrownBy(() -> folder.list()).hasMessageContaining("manifest of something else");
  }

  @Test
  void aCopyThatBreaksOffShouldLeaveTheOldOne() {
    copy();
    List<Path> before = files("");
    store.migrate(); // so that all days are copied anew
    store.outage().begin();

    assertThatThrownBy(this::copy).isInstanceOf(StoreUnavailable.class);

    assertThat(files("")).isEqualTo(before);
    assertThat(vault.names("keys/")).hasSize(2);
    assertThat(checked(YESTERDAY).manifest().rows()).isEqualTo(1);
  }

  @Test
  void aCopyThatWouldNotOpenAnyMoreShouldBeMadeAnew() {
    copy();
    vault.names("keys/").forEach(vault::erase);

    Backups.Made made = copy();

    assertThat(made.written()).isEqualTo(2);
    assertThat(checked(YESTERDAY).manifest().rows()).isEqualTo(1);
  }

  @Test
  void twoShouldNotWorkOnAFolderAtOneTime() {
    assertThatThrownBy(() -> BackupFolder.open(at)).hasMessageContaining("another process");
  }

  @Test
  void aCopyShouldGoWithItsDataOrAfterItsOwnPeriodWhicheverEndsFirst() {
    Piece short1 = new Piece(Optional.of(SHORT_PERIOD), TODAY.minusDays(1));
    Piece short80 = new Piece(Optional.of(SHORT_PERIOD), TODAY.minusDays(80));
    store.add(short1, "x");
    store.add(short80, "x");
    copy();

    assertThat(until(YESTERDAY)).isEqualTo(MONITORING_PERIOD.goneBy(YESTERDAY.day()));
    assertThat(until(short1)).as("O8: 30 days").isEqualTo(TODAY.plusDays(31));
    assertThat(until(short80)).isEqualTo(SHORT_PERIOD.goneBy(short80.day()));
  }

  @Test
  void expiryShouldEraseFilesAndKeysOfWhatIsOverAndTellOfEach() {
    Piece brief = new Piece(Optional.of(SHORT_PERIOD), TODAY.minusDays(1));
    store.add(brief, "x");
    copy();
    List<BackupExpiry.Gone> told = new ArrayList<>();
    BackupExpiry expiry = new BackupExpiry(limits);

    int early = expiry.eraseFiles(folder, FRANKFURT.name(), TODAY.plusDays(30));
    int files = expiry.eraseFiles(folder, FRANKFURT.name(), TODAY.plusDays(31));
    expiry.destroyKeys(vault, FRANKFURT.name(), TODAY.plusDays(31), told::add);

    assertThat(early).isZero();
    assertThat(files).isOne();
    assertThat(folder.find(BackupClass.MONITORING, FRANKFURT.name(), brief)).isEmpty();
    assertThat(told)
        .singleElement()
        .satisfies(
            gone -> {
              assertThat(gone.name().piece()).isEqualTo(brief);
              assertThat(gone.period()).isEqualTo("P30D");
              assertThat(gone.policy()).isEqualTo("deepseek-ocr-1.0.0");
              assertThat(gone.late()).isFalse();
            });
    assertThat(vault.names("keys/")).hasSize(2);
  }

  @Test
  void aKeyWhoseEndCouldNotBeToldShouldBeGoneAllTheSameAndBeToldOfLater() {
    copy();
    BackupExpiry expiry = new BackupExpiry(limits);
    LocalDate late = MONITORING_PERIOD.goneBy(TODAY).plusDays(5);

    assertThatThrownBy(
            () ->
                expiry.destroyKeys(
                    vault,
                    FRANKFURT.name(),
                    late,
                    _ -> {
                      throw new IllegalStateException("no database");
                    }))
        .hasMessage("no database");
    assertThatThrownBy(() -> checked(YESTERDAY)).hasMessageContaining("is not in the vault");

    List<BackupExpiry.Gone> told = new ArrayList<>();
    expiry.destroyKeys(vault, FRANKFURT.name(), late, told::add);
    assertThat(told).hasSize(2).allMatch(BackupExpiry.Gone::late);
    assertThat(vault.names("")).isEmpty();
  }

  @Test
  void aChangedRootKeyShouldOpenEveryCopy() {
    copy();
    root.addNewest();
    VaultKeyUse use = new VaultKeyUse(FRANKFURT.name(), vault, root);

    assertThat(use.count().older()).isEqualTo(2);
    assertThat(use.sealAnew()).isEqualTo(2);
    root.keepNewestOnly();

    assertThat(use.count().newest()).isEqualTo(2);
    assertThat(checked(YESTERDAY).manifest().rows()).isEqualTo(1);
  }

  @Test
  void nothingOfAPersonShouldBeBackedUpAndTheRefusalShouldNameTheClauses() {
    assertThat(limits.never(io.palimpsest.policy.DataClass.IDENTIFICATION))
        .hasMessageContaining("identification is never backed up")
        .hasMessageContaining("T4a");
  }

  private Backups.Made copy() {
    return backups.copy(store, vault, folder, Optional::empty);
  }

  private CopyReader reader() {
    return new CopyReader(root, vault, folder);
  }

  private Manifest.Sealed found() {
    return folder.find(BackupClass.MONITORING, FRANKFURT.name(), YESTERDAY).orElseThrow();
  }

  private CopyReader.Checked checked(Piece piece) {
    return reader()
        .check(folder.find(BackupClass.MONITORING, FRANKFURT.name(), piece).orElseThrow());
  }

  private LocalDate until(Piece piece) {
    return checked(piece).manifest().name().until().orElseThrow();
  }

  private Path file(Piece piece, String end) {
    return files(end).stream()
        .filter(each -> each.getFileName().toString().startsWith(piece.day().toString()))
        .findFirst()
        .orElseThrow();
  }

  private List<Path> files(String end) {
    try (Stream<Path> all = Files.walk(at)) {
      return all.filter(Files::isRegularFile)
          .filter(each -> !each.endsWith(".lock") && each.toString().endsWith(end))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Piece twoYears(LocalDate day) {
    return new Piece(Optional.of(MONITORING_PERIOD), day);
  }
}
