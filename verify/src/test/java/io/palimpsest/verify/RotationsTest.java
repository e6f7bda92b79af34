package io.palimpsest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.leaf.KeyRotated;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.leaf.ReportIssued;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.tiles.DirectoryTileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that follow from one that is trusted. */
class RotationsTest {
  private final SigningKey first = SigningKey.generate("log.example/eu-frankfurt/2026");
  private final SigningKey second = SigningKey.generate("log.example/eu-frankfurt/2027");
  private final SigningKey third = SigningKey.generate("log.example/eu-frankfurt/2028");
  private final List<String> lines = new ArrayList<>();

  @TempDir private Path folder;
  private Path logOf2026;
  private Path logOf2027;
  private Path logOf2028;

  @BeforeEach
  void makeThreeYears() {
    logOf2026 = log("2026", first, leaf(1), leaf(2), names(second));
    logOf2027 = log("2027", second, leaf(3), names(third));
    logOf2028 = log("2028", third, leaf(4));
  }

  @Test
  void theNextKeyShouldBeTrustedByTheOldLog() {
    int code = verify(first, logOf2027, logOf2026);

    assertThat(code).as(said()).isEqualTo(Verifier.VERIFIED);
    assertThat(said())
        .contains("key " + second.verifier().keyIdHex())
        .contains(second.verifier().fingerprint())
        .contains("is trusted from here on: the last entry of log.example/eu-frankfurt/2026");
  }

  @Test
  void theNextKeyShouldBeTrustedByTheProofOfTheLastEntry() throws IOException {
    int code = verify(first, proof(logOf2026, first, 2), proof(logOf2027, second, 0));

    assertThat(code).as(said()).isEqualTo(Verifier.VERIFIED);
  }

  @Test
  void keysShouldFollowFromYearToYearInWhateverOrderTheyAreGiven() {
    assertThat(verify(first, logOf2028, logOf2027, logOf2026)).isEqualTo(Verifier.VERIFIED);
    assertThat(verify(first, logOf2028, logOf2026)).isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains("key of another log");
    assertThat(verify(third, logOf2027)).as("not back in time").isEqualTo(Verifier.REFUSED);
  }

  @Test
  void aForgedChangeOfKeyShouldGiveNoTrust() throws IOException {
    SigningKey forger = SigningKey.generate("log.example/eu-frankfurt/2026");
    Path forged = log("forged", forger, leaf(1), names(third));

    assertThat(verify(first, forged, logOf2028)).isEqualTo(Verifier.REFUSED);
    assertThat(said()).doesNotContain("is trusted from here on");
    String proof = Files.readString(proof(logOf2026, first, 2));
    String other = Files.readString(proof(forged, forger, 1));
    Path pasted = folder.resolve("pasted.tlog-proof");
    Files.writeString(
        pasted, proof.replaceFirst("extra .*", other.lines().toList().get(1).replace("$", "")));

    assertThat(verify(first, pasted, logOf2028)).isEqualTo(Verifier.REFUSED);
    assertThat(said()).doesNotContain("is trusted from here on").contains("false proof");
  }

  @Test
  void anEntryThatIsNotTheLastShouldGiveNoTrust() throws IOException {
    Path early = log("early", first, names(second), leaf(1));

    assertThat(verify(first, early, logOf2027)).isEqualTo(Verifier.REFUSED);
    assertThat(verify(first, proof(early, first, 0), logOf2027)).isEqualTo(Verifier.REFUSED);
    assertThat(said()).doesNotContain("is trusted from here on");
  }

  @Test
  void theKeyOfAnotherRegionShouldBeNamedAsSuch() {
    SigningKey elsewhere = SigningKey.generate("log.example/ap-singapore/2027");
    Path wrong = log("wrong", first, names(elsewhere));

    assertThat(verify(first, wrong, log("elsewhere", elsewhere, leaf(1))))
        .isEqualTo(Verifier.REFUSED);

    assertThat(said())
        .contains(
            "log.example/eu-frankfurt/2026 names a key of another place:"
                + " log.example/ap-singapore/2027");
  }

  private int verify(SigningKey trusted, Path... evidence) {
    lines.clear();
    List<String> args = new ArrayList<>(List.of("--key", trusted.verifier().toString()));
    for (Path each : evidence) {
      args.add(each.toString());
    }
    return Verifier.standard().run(args, lines::add);
  }

  private String said() {
    return String.join("\n", lines);
  }

  private Path log(String name, SigningKey key, byte[]... leaves) {
    Path made = folder.resolve(name);
    EvidenceLog.create(new DirectoryTileStore(made), key).append(List.of(leaves));
    return made;
  }

  private Path proof(Path log, SigningKey key, long index) throws IOException {
    EvidenceLog reader = EvidenceLog.open(new DirectoryTileStore(log), key);
    return Files.write(
        folder.resolve(log.getFileName() + "-" + index + ".tlog-proof"),
        reader.reader().prove(index, reader.head()).bytes());
  }

  private static byte[] leaf(int day) {
    LocalDate from = LocalDate.of(2026, 1, day);
    return new ReportIssued(
            new Place("eu-frankfurt", from),
            "retention",
            from,
            from,
            Merkle.leaf(new byte[] {(byte) day}),
            Instant.parse("2026-01-09T00:00:00Z"))
        .bytes();
  }

  private static byte[] names(SigningKey next) {
    return new KeyRotated(
            new Place("eu-frankfurt", LocalDate.of(2027, 1, 1)),
            next.verifier(),
            Instant.parse("2027-01-01T00:00:00Z"))
        .bytes();
  }
}
