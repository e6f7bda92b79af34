package io.palimpsest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.leaf.ReportIssued;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.report.Acts;
import io.palimpsest.evidence.report.Alive;
import io.palimpsest.evidence.report.ClassReport;
import io.palimpsest.evidence.report.Compared;
import io.palimpsest.evidence.report.Comparisons;
import io.palimpsest.evidence.report.DayErasures;
import io.palimpsest.evidence.report.Erasures;
import io.palimpsest.evidence.report.Figure;
import io.palimpsest.evidence.report.LeafCounts;
import io.palimpsest.evidence.report.LogPart;
import io.palimpsest.evidence.report.PackageWriter;
import io.palimpsest.evidence.report.RetentionReport;
import io.palimpsest.evidence.tiles.DirectoryTileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportVerifierTest {
  private static final SigningKey KEY = SigningKey.generate("log.example/eu-frankfurt/2026");
  private static final SigningKey OTHER = SigningKey.generate("log.example/ap-singapore/2026");
  private static final String VKEY = KEY.verifier().toString();

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();
  private Path dir;
  private EvidenceLog log;
  private Path first;
  private Path second;
  private Path json;

  @BeforeEach
  void issueTheReportsOfTwoDays() throws IOException {
    dir = folder.resolve("log");
    log = EvidenceLog.create(new DirectoryTileStore(dir), KEY);
    append(4, "2026-11-20T10:00:00Z");
    first = issue("first", 0, 4, LocalDate.parse("2026-11-20"), "2026-11-21T00:00:01Z");
    append(6, "2026-11-21T10:00:00Z");
    second = issue("second", 4, 11, LocalDate.parse("2026-11-21"), "2026-11-22T00:00:01Z");
    json = folder.resolve("second.json");
  }

  @Test
  void packageShouldBeVerifiedAndToldInWords() {
    int code = verify(second, "--key", VKEY);

    assertThat(said()).contains("report of eu-frankfurt from 2026-11-21 to 2026-11-21");
    assertThat(said())
        .contains("counted again: the 7 leaves of the period")
        .contains("the log has this report: entry 11 of 12");
    assertThat(code).isEqualTo(Verifier.VERIFIED);
  }

  @Test
  void reportAloneShouldBeVerifiedAndCountedAgainInTheLog() {
    assertThat(verify(json, "--key", VKEY)).isEqualTo(Verifier.VERIFIED);
    assertThat(said()).contains("with --log, its leaves are counted again");

    assertThat(verify(json, "--key", VKEY, "--log", dir.toString())).isEqualTo(Verifier.VERIFIED);
    assertThat(said()).contains("counted again: the 7").contains("has this report: entry 11");
  }

  @Test
  void laterReportShouldContinueTheEarlierOne() {
    assertThat(verify(second, "--key", VKEY, "--since", first.toString()))
        .isEqualTo(Verifier.VERIFIED);
    assertThat(said()).contains("it continues the earlier log.example/eu-frankfurt/2026 of 4");

    assertThat(verify(first, "--key", VKEY, "--since", second.toString()))
        .isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains("log cut short");
  }

  @Test
  void forkedLogShouldBeNamedAsSuch() throws IOException {
    Path fork = folder.resolve("fork");
    log = EvidenceLog.create(new DirectoryTileStore(fork), KEY);
    append(4, "2026-11-20T11:00:00Z");
    Path forked = issue("forked", 0, 4, LocalDate.parse("2026-11-20"), "2026-11-21T00:00:01Z");

    assertThat(verify(second, "--key", VKEY, "--since", forked.toString()))
        .isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains("forked log: two roots");
    assertThat(verify(second, "--key", VKEY, "--log", fork.toString())).isEqualTo(Verifier.REFUSED);
  }

  @Test
  void keyOfAnotherRegionShouldBeNamedAsSuch() {
    for (Path each : List.of(second, json)) {
      assertThat(verify(each, "--key", OTHER.verifier().toString())).isEqualTo(Verifier.REFUSED);
      assertThat(said()).contains("key of another log");
    }
  }

  @Test
  void aWitnessThatDidNotSeeTheLogsShouldBeMissed() throws Exception {
    assertThat(verify(second, "--key", VKEY, "--witness", witness())).isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains("key of another log").contains("witness.example");

    assertThat(verify(json, "--key", VKEY, "--witness", witness())).isEqualTo(Verifier.UNDECIDED);
    assertThat(said()).contains("UNKNOWN whether a witness saw the logs");
  }

  @Test
  void everyChangedByteOfAReportShouldBeRefusedAndNeverFail() throws IOException {
    byte[] report = Files.readAllBytes(json);
    Path changed = folder.resolve("changed.json");
    for (int i = 0; i < report.length; i++) {
      byte[] other = report.clone();
      other[i] ^= (byte) (1 << i % 8);
      Files.write(changed, other);

      assertThat(verify(changed, "--key", VKEY)).as("byte %d", i).isEqualTo(Verifier.REFUSED);
    }
  }

  @Test
  void packageWithAChangedByteShouldBeRefusedInWords() throws IOException {
    byte[] zip = Files.readAllBytes(second);
    Path changed = folder.resolve("changed.zip");
    for (int i = 0; i < zip.length; i += 61) {
      byte[] other = zip.clone();
      other[i] ^= 1;
      Files.write(changed, other);

      assertThat(verify(changed, "--key", VKEY)).as("byte %d", i).isEqualTo(Verifier.REFUSED);
    }
  }

  /** The key of a witness (C2SP tlog-cosignature): another type, and so another id. */
  private static String witness() throws NoSuchAlgorithmException {
    String name = "witness.example";
    byte[] typed = Base64.getDecoder().decode(VKEY.split("[+]", 3)[2]);
    typed[0] = 4;
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    byte[] id = Arrays.copyOf(digest.digest(typed), 4);
    return String.join(
        "+", name, HexFormat.of().formatHex(id), Base64.getEncoder().encodeToString(typed));
  }

  private void append(int leaves, String at) {
    List<byte[]> entries = new ArrayList<>();
    Place place = new Place("eu-frankfurt", LocalDate.parse(at.substring(0, 10)));
    for (int i = 0; i < leaves; i++) {
      Commitment of = Commitment.to(new byte[16], at + i, new byte[0]);
      entries.add(
          new Erased(
                  place,
                  "upload",
                  Cause.COMPLETED,
                  false,
                  of,
                  "tencent-ocr-1.0.0",
                  Instant.parse(at))
              .bytes());
    }
    log.append(entries);
  }

  private Path issue(String name, long from, long to, LocalDate day, String issued)
      throws IOException {
    LeafCounts counts = new LeafCounts();
    for (long i = from; i < to; i++) {
      counts.add(log.reader().entry(i, log.head().checkpoint()));
    }
    LogPart part =
        new LogPart(
            "eu-frankfurt", KEY.verifier().name(), VKEY, tree(from), tree(to), counts.all());
    Erasures erasures = Erasures.of(counts, List.of("upload"));
    RetentionReport report =
        new RetentionReport(
            "eu-frankfurt",
            "UTC",
            day,
            day,
            Instant.parse(issued),
            List.of(),
            List.of(
                new ClassReport(
                    "upload-and-result",
                    List.of("upload"),
                    "object store",
                    List.of(),
                    new Alive.Unknown("object store did not answer"),
                    erasures)),
            Acts.of(List.of(part)),
            new Figure.Known(0),
            List.of(new DayErasures(day, erasures.all(), erasures.allLate())),
            List.of(),
            new Figure.Known(0),
            List.of(part),
            Optional.of(
                new Comparisons(
                    List.of(
                        new Compared(
                            "eu-frankfurt",
                            true,
                            new Compared.Known(
                                Instant.parse(issued),
                                2,
                                List.of(new Compared.Differing("orphan-object", 2)),
                                List.of()))))));
    SignedDocument signed = SignedDocument.sign(RetentionReport.KIND, report.document(), KEY);
    Place place = new Place("eu-frankfurt", LocalDate.ofInstant(report.issued(), ZoneOffset.UTC));
    log.append(
        List.of(
            new ReportIssued(
                    place, RetentionReport.LEAF_KIND, day, day, signed.digest(), report.issued())
                .bytes()));
    Files.write(folder.resolve(name + ".json"), signed.bytes());
    long index = log.head().checkpoint().size() - 1;
    return Files.write(
        folder.resolve(name + ".zip"),
        new PackageWriter(signed, KEY, log.reader().prove(index, log.head()))
            .log(
                new DirectoryTileStore(folder.resolve(name.equals("forked") ? "fork" : "log")), KEY)
            .finish(KEY)
            .bytes());
  }

  private LogPart.Tree tree(long size) {
    return new LogPart.Tree(size, log.reader().root(size, log.head().checkpoint()).base64());
  }

  private int verify(Path evidence, String... options) {
    lines.clear();
    List<String> args = new ArrayList<>(List.of(options));
    args.addFirst(evidence.toString());
    return Verifier.standard().run(args, lines::add);
  }

  private String said() {
    return String.join("\n", lines);
  }
}
