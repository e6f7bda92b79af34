package io.palimpsest.evidence.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.EvidenceFixtures;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.merkle.RunningRoot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementFormTest {
  private static final RecordLine LINE =
      new RecordLine(
          UUID.fromString("01a1fe34-0eb7-7c72-aebf-9d948eac28f1"),
          "GeneralBasicOCR",
          Instant.parse("2026-11-21T12:00:00.123456Z"),
          "FailedOperation.EmptyImageError",
          2,
          8_000);

  @Test
  void runningRootShouldBeThatOfTheWholeTree() {
    RunningRoot running = new RunningRoot();
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    assertThat(running.root()).isEqualTo(Merkle.empty());

    int count = 0;
    for (byte[] entry : EvidenceFixtures.entries(0, 600)) {
      running.add(entry);
      hashes.writeBytes(Merkle.leafBytes(entry));
      assertThat(running.root())
          .isEqualTo(Hash.of(Merkle.rootBytes(hashes.toByteArray(), 0, ++count)));
    }
  }

  @Test
  void rootOverBlocksShouldBeThatOverLinesHoweverManyThereAre() {
    RunningRoot running = new RunningRoot();
    RecordTree.Builder tree = new RecordTree.Builder();
    assertThat(tree.build().root()).isEqualTo(Merkle.empty());

    for (byte[] entry : EvidenceFixtures.entries(0, 2_100)) {
      running.add(entry);
      tree.add(entry);
      RecordTree built = tree.build();
      assertThat(built.root()).isEqualTo(running.root());
      assertThat(built.block())
          .isEqualTo(Math.max(1, Long.highestOneBit((built.size() - 1) / 256)));
    }
  }

  @Test
  void lineShouldSurviveItsBytes() {
    assertThat(new String(LINE.bytes(), StandardCharsets.US_ASCII))
        .isEqualTo(
            "01a1fe34-0eb7-7c72-aebf-9d948eac28f1,GeneralBasicOCR,2026-11-21T12:00:00.123456Z,"
                + "FailedOperation.EmptyImageError,2,0.008");
    assertThat(RecordLine.parse(LINE.bytes())).isEqualTo(LINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",,,,,",
        "a,b,c,d,1,0,",
        "01a1fe34-0eb7-7c72-aebf-9d948eac28f1,A,2026-11-21T12:00:00Z,Success,1,0.0080",
        "01a1fe34-0eb7-7c72-aebf-9d948eac28f1,A,2026-11-21T12:00:00Z,Success,1,.8",
        "01a1fe34-0eb7-7c72-aebf-9d948eac28f1,A,2026-11-21T12:00:00Z,Success,1,1E3",
        "01a1fe34-0eb7-7c72-aebf-9d948eac28f1,A,2026-11-21T12:00:00Z,Success,01,0",
        "01a1fe34-0eb7-7c72-aebf-9d948eac28f1,A,2026-11-21T12:00:00Z,Success,2147483648,0",
        "01a1fe34-0eb7-7c72-aebf-9d948eac28f1,A,2026-11-21T12:00:00Z,\"Success\",1,0",
        "01a1fe34-0eb7-7c72-aebf-9d948eac28f1,=A,2026-11-21T12:00:00Z,Success,1,0",
        "01a1fe34-0eb7-7c72-aebf-9d948eac28f1,A,2026-11-21T12:00:00.000Z,Success,1,0",
        "01a1fe34-0eb7-7c72-aebf-9d948eac28f1,A,2026-11-21,Success,1,0",
        "01A1FE34-0eb7-7c72-aebf-9d948eac28f1,A,2026-11-21T12:00:00Z,Success,1,0",
        "1-0-7000-0-0,A,2026-11-21T12:00:00Z,Success,1,0",
        "01a1fe34-0eb7-4c72-aebf-9d948eac28f1,A,2026-11-21T12:00:00Z,Success,1,0",
      })
  void lineInAnotherFormShouldBeRefused(String line) {
    assertThatThrownBy(() -> RecordLine.parse(line.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void treeWhoseRootIsNotThatOfItsBlocksShouldBeRefused() {
    RecordTree.Builder builder = new RecordTree.Builder();
    EvidenceFixtures.entries(0, 3).forEach(builder::add);
    RecordTree tree = builder.build();

    assertThatThrownBy(() -> new RecordTree(3, Merkle.empty(), 1, tree.blocks()))
        .isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> new RecordTree(4, tree.root(), 1, tree.blocks()))
        .isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> new RecordTree(Long.MAX_VALUE, tree.root(), 1, List.of()))
        .isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> new RecordTree(3, tree.root(), 3, tree.blocks()))
        .isInstanceOf(Malformed.class);
  }
}
