package io.palimpsest.platform.backups;

import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.LogAudit;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.testkit.InMemoryEvidence.Keys;
import io.palimpsest.platform.testkit.InMemoryEvidence.Tiles;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceBackupTest {
  private static final int YEAR = 2026;

  private final Keys keys = new Keys();
  private final SigningKey key = keys.signing(YEAR, "evidence.test/eu-frankfurt/2026");
  private final Places places = new Places();
  private Tiles bucket = new Tiles();

  @TempDir Path at;
  private BackupFolder folder;

  @BeforeEach
  void begin() {
    folder = BackupFolder.open(at);
    EvidenceLog.create(bucket, key).append(leaves(0, 600));
    backup().copy(YEAR);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void aLostLogShouldComeBackWholeAndGoOnBehindItsLastLeaf() {
    EvidenceLog.open(bucket, key).append(leaves(600, 70_000));
    backup().copy(YEAR); // only what is new
    bucket = new Tiles();

    backup().check(YEAR);
    backup().restore(YEAR, places);

    Checkpoint head = EvidenceLog.open(bucket, key).head().checkpoint();
    assertThat(new LogAudit(bucket, key.verifier()).audit(head, (_, _) -> {}).entries())
        .isEqualTo(70_000);
    assertThat(places.behind).containsExactly("2026: 70000");
    assertThat(at.resolve("eu-frankfurt/evidence-log/2026.vkey"))
        .hasContent(key.verifier().toString());
  }

  @Test
  void aLogThatAuditorsSawGoOnShouldStayAndBeFollowed() {
    EvidenceLog.open(bucket, key).append(leaves(600, 900));

    backup().check(YEAR);
    backup().restore(YEAR, places);

    assertThat(EvidenceLog.open(bucket, key).head().checkpoint().size()).isEqualTo(900);
    assertThat(places.behind).containsExactly("2026: 900");
  }

  @Test
  void aForkedLogShouldBeRefusedAndLeftAlone() throws Exception {
    bucket = new Tiles();
    EvidenceLog.create(bucket, key).append(leaves(1, 700));
    String copied = Files.readString(at.resolve("eu-frankfurt/evidence-log/2026/checkpoint"));

    assertThatThrownBy(() -> backup().check(YEAR))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("are not one");
    assertThatThrownBy(() -> backup().copy(YEAR)).isInstanceOf(BackupRefused.class);
    assertThat(at.resolve("eu-frankfurt/evidence-log/2026/checkpoint")).hasContent(copied);
    assertThat(places.behind).isEmpty();
  }

  @Test
  void newDatabasesThatWereServedShouldBeToldBeforeAnythingIsChanged() {
    Keys others = new Keys();
    others.signing(YEAR, "evidence.test/eu-frankfurt/2026");
    EvidenceCell begun = new EvidenceCell(FRANKFURT, FRANKFURT_TIME, null, others, _ -> bucket);

    assertThatThrownBy(() -> new EvidenceBackup(begun, folder).check(YEAR))
        .hasMessageContaining("restore before anything is served");
  }

  @Test
  void anAlteredCopyShouldBeRefused() throws Exception {
    Path tile = at.resolve("eu-frankfurt/evidence-log/2026/tile/0/001");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[17] ^= 1;
    Files.write(tile, bytes);
    bucket = new Tiles();

    assertThatThrownBy(() -> backup().check(YEAR))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("tile/0/001");
  }

  private EvidenceBackup backup() {
    return new EvidenceBackup(
        new EvidenceCell(FRANKFURT, FRANKFURT_TIME, null, keys, _ -> bucket), folder);
  }

  private static List<byte[]> leaves(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> ("leaf " + i).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  /** Notes where logs go on. */
  private static final class Places implements EvidencePlaces {
    private final List<String> behind = new ArrayList<>();

    @Override
    public void goOnBehind(int year, long leaves) {
      behind.add(year + ": " + leaves);
    }

    @Override
    public BackupClass kind() {
      return BackupClass.EVIDENCE;
    }

    @Override
    public String place() {
      return FRANKFURT.name();
    }

    @Override
    public ZoneId zone() {
      return FRANKFURT_TIME;
    }

    @Override
    public int schema() {
      return 1;
    }

    @Override
    public List<Piece> pieces() {
      return List.of();
    }

    @Override
    public long write(Piece piece, OutputStream rows) {
      return 0;
    }

    @Override
    public boolean isEmpty(Piece piece) {
      return true;
    }

    @Override
    public long read(Piece piece, InputStream rows) {
      return 0;
    }
  }
}
