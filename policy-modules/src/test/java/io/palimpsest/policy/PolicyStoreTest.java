package io.palimpsest.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.policy.PolicyStore.Reload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyStoreTest {
  private static final PolicyRef FIRST = PolicyRef.parse("mine@1.0.0");
  private static final PolicyRef SECOND = PolicyRef.parse("mine@1.1.0");

  @TempDir private Path folder;

  private PolicyStore store;

  @BeforeEach
  void open() throws IOException {
    write("mine-1.0.0.yml", "1.0.0", "effective: 2027-01-01", "P7D");
    store = PolicyStore.open(folder, InstantSource.fixed(Instant.parse("2027-03-01T00:00:00Z")));
  }

  @Test
  void reloadShouldTakeANewVersion() throws IOException {
    write("mine-1.1.0.yml", "1.1.0", "announced: 2027-03-01\neffective: 2027-05-01", "P14D");

    Reload reload = store.reload();

    assertThat(reload).isEqualTo(new Reload.Loaded(java.util.List.of(SECOND)));
    assertThat(store.get().find(SECOND)).isPresent();
    assertThat(store.get().module("mine").ref()).isEqualTo(FIRST);
    assertThat(store.reload()).isEqualTo(new Reload.Unchanged());
  }

  @Test
  void aFaultShouldBeToldAndTheLastGoodLibraryGoOnHolding() throws IOException {
    PolicyLibrary before = store.get();
    write("mine-1.1.0.yml", "1.1.0", "announced: 2027-03-01\neffective: 2027-05-01", "two weeks");

    Reload reload = store.reload();

    assertThat(reload)
        .isInstanceOfSatisfying(
            Reload.KeptLastGood.class,
            kept -> assertThat(kept.why()).startsWith("mine-1.1.0.yml:8: /classes/identification"));
    assertThat(store.get()).isSameAs(before);
  }

  @Test
  void aVersionThatChangedShouldBeRefused() throws IOException {
    PolicyLibrary before = store.get();
    write("mine-1.0.0.yml", "1.0.0", "effective: 2027-01-01", "P14D");

    Reload reload = store.reload();

    assertThat(reload)
        .isInstanceOfSatisfying(
            Reload.KeptLastGood.class,
            kept ->
                assertThat(kept.why())
                    .isEqualTo(
                        "mine-1.0.0.yml:2: /version: version 1.0.0 of mine is known with other"
                            + " content: a changed text or value is a new version"));
    assertThat(store.get()).isSameAs(before);
  }

  @Test
  void aVersionThatIsTakenAwayShouldBeMissed() throws IOException {
    Files.delete(folder.resolve("mine-1.0.0.yml"));

    assertThat(store.reload())
        .isInstanceOfSatisfying(
            Reload.KeptLastGood.class, kept -> assertThat(kept.why()).contains("mine@1.0.0"));
    assertThat(store.get().find(FIRST)).isPresent();
  }

  @Test
  void aFolderThatIsAwayShouldChangeNothing() throws IOException {
    PolicyStore gone =
        PolicyStore.open(Files.createDirectory(folder.resolve("sub")), InstantSource.system());
    Files.delete(folder.resolve("sub"));

    assertThat(gone.reload()).isInstanceOf(Reload.KeptLastGood.class);
    assertThat(gone.get().ids()).contains("tencent-ocr");
  }

  @Test
  void aFileShouldBeReadOnceItStoodStillForTwoLooks() throws IOException {
    write("mine-1.1.0.yml", "1.1.0", "announced: 2027-03-01\neffective: 2027-05-01", "P14D");
    assertThat(store.poll()).isEqualTo(new Reload.Unchanged());
    write("mine-1.1.0.yml", "1.1.0", "announced: 2027-03-01\neffective: 2027-05-01", "P10D");
    assertThat(store.poll()).isEqualTo(new Reload.Unchanged());

    Reload still = store.poll();

    assertThat(still).isEqualTo(new Reload.Loaded(java.util.List.of(SECOND)));
    assertThat(store.poll()).isEqualTo(new Reload.Unchanged());
  }

  @Test
  void aFaultShouldBeToldOnceAndItsMendingToo() throws IOException {
    write("mine-1.1.0.yml", "1.1.0", "announced: 2027-03-01\neffective: 2027-05-01", "never");
    assertThat(store.poll()).isEqualTo(new Reload.Unchanged());
    assertThat(store.poll()).isInstanceOf(Reload.KeptLastGood.class);
    assertThat(store.poll()).isEqualTo(new Reload.Unchanged());

    Files.delete(folder.resolve("mine-1.1.0.yml"));

    assertThat(store.poll()).isEqualTo(new Reload.Unchanged());
    assertThat(store.poll()).isEqualTo(new Reload.Loaded(java.util.List.of()));
    assertThat(store.poll()).isEqualTo(new Reload.Unchanged());
  }

  @Test
  void aListOfPublishedVersionsThatIsNoneShouldBeToldWithItsLine() throws IOException {
    Files.writeString(folder.resolve("published.lst"), "# mine\nmine-1.0.0 nothing\n");

    assertThat(store.reload())
        .isEqualTo(new Reload.KeptLastGood("published.lst:2: /: not a version and its hash"));
  }

  @Test
  void aFileThatIsNoTextShouldBeNamed() throws IOException {
    Files.write(folder.resolve("mine-1.1.0.yml"), new byte[] {(byte) 0xc3, 0x28});

    assertThat(store.reload())
        .isEqualTo(new Reload.KeptLastGood("mine-1.1.0.yml:1: /: the file is not UTF-8"));
  }

  @Test
  void openShouldRefuseAFolderThatDoesNotPass() throws IOException {
    write("mine-1.0.0.yml", "1.0.0", "effective: 2027-01-01", "forever");

    assertThatThrownBy(() -> PolicyStore.open(folder, InstantSource.system()))
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageContaining("mine-1.0.0.yml:7: /classes/identification/retention");
  }

  private void write(String name, String version, String dates, String period) throws IOException {
    Files.writeString(
        folder.resolve(name),
        """
        id: mine
        version: %s
        %s
        extends: tencent-ocr@1.0.0
        classes:
          identification:
            retention: %s
            shorter: [P1D]
        """
            .formatted(version, dates, period));
  }
}
