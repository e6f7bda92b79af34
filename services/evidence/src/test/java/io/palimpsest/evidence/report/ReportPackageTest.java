package io.palimpsest.evidence.report;

import static io.palimpsest.evidence.report.ReportLogFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.EvidenceFixtures;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.ForeignKey;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.VerifierKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ReportPackageTest {
  private final ReportLogFixture log = new ReportLogFixture(10);
  private final List<String> said = new ArrayList<>();

  @Test
  void packageShouldBeCheckedWithTheKeyAlone() {
    byte[] zip = log.pack().bytes();

    PackageAudit.Audited audited = audit(zip, KEY.verifier());

    assertThat(audited.report().report().classes().getFirst().erasures().erased()).isEqualTo(10);
    assertThat(audited.logs().getFirst().recounted()).isTrue();
    assertThat(audited.proof().proof().index()).isEqualTo(15);
    assertThat(said)
        .anyMatch(line -> line.contains("report of eu-frankfurt from 2026-11-01 to 2026-11-30"))
        .anyMatch(line -> line.contains("had 3 entries when the period began, 13 when it ended"))
        .anyMatch(line -> line.contains("counted again: the 10 leaves of the period"))
        .anyMatch(line -> line.contains("1 leaves say too late"));
  }

  @Test
  void otherToolsShouldOpenThePackage() throws IOException {
    ReportPackage pack = log.pack();
    SortedMap<String, byte[]> found = new TreeMap<>();

    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack.bytes()))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        found.put(each.getName(), zip.readAllBytes());
      }
    }

    assertThat(found.keySet()).containsExactlyElementsOf(pack.members().keySet());
    found.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(pack.get(name)));
  }

  @Test
  void everyChangedByteOfThePackageShouldBeRefused() {
    byte[] zip = log.pack().bytes();

    for (int i = 0; i < zip.length; i++) {
      byte[] changed = zip.clone();
      changed[i] ^= (byte) (1 << i % 8);
      assertThatThrownBy(() -> audit(changed, KEY.verifier()))
          .as("byte %d of %d", i, zip.length)
          .isInstanceOf(EvidenceRefused.class);
    }
    for (int length = 0; length < zip.length; length += 97) {
      byte[] cut = Arrays.copyOf(zip, length);
      assertThatThrownBy(() -> audit(cut, KEY.verifier())).isInstanceOf(EvidenceRefused.class);
    }
  }

  @Test
  void everyMemberThatWasChangedAndPackedAgainShouldBeRefused() {
    ReportPackage pack = log.pack();

    for (String name : pack.members().keySet()) {
      byte[] member = pack.get(name);
      for (int i = 0; i < member.length; i += Math.max(1, member.length / 40)) {
        SortedMap<String, byte[]> members = new TreeMap<>(pack.members());
        byte[] changed = member.clone();
        changed[i] ^= 1;
        members.put(name, changed);
        refused(new ReportPackage(members), name + " " + i);
      }
      SortedMap<String, byte[]> less = new TreeMap<>(pack.members());
      less.remove(name);
      refused(new ReportPackage(less), "without " + name);
    }
    SortedMap<String, byte[]> more = new TreeMap<>(pack.members());
    more.put("more.txt", new byte[1]);
    refused(new ReportPackage(more), "more");
  }

  @Test
  void keyOfAnotherRegionShouldBeRefused() {
    ReportPackage pack = log.pack();

    assertThatThrownBy(() -> audit(pack.bytes(), EvidenceFixtures.KEY.verifier()))
        .isInstanceOf(ForeignKey.class);
  }

  @Test
  void reportThatCountsOtherThanItsLeavesShouldNotBePacked() {
    List<Counted> more = List.of(new Counted("erased", "upload", "completed", false, 10, 10));
    SignedDocument signed = log.issue(ReportFixtures.report(log.part(log.first, log.behind, more)));

    assertThatThrownBy(() -> log.pack(signed))
        .isInstanceOf(WrongProof.class)
        .hasMessageContaining("the report says");
  }

  @Test
  void reportThatLeavesOutTheLastOrTheFirstLeafShouldNotBePacked() {
    SignedDocument last = log.issue(ReportFixtures.report(log.part(log.first, log.behind - 1)));
    assertThatThrownBy(() -> log.pack(last))
        .isInstanceOf(WrongProof.class)
        .hasMessageContaining("leaves out entry 12, which is of 2026-11-30");

    SignedDocument early = log.issue(ReportFixtures.report(log.part(log.first - 1, log.behind)));
    assertThatThrownBy(() -> log.pack(early))
        .isInstanceOf(WrongProof.class)
        .hasMessageContaining("begins with a leaf of 2026-10-31");

    SignedDocument without = log.issue(ReportFixtures.report(log.part(log.first + 1, log.behind)));
    assertThatThrownBy(() -> log.pack(without))
        .isInstanceOf(WrongProof.class)
        .hasMessageContaining("leaves out entry 3, which is of 2026-11-01");

    SignedDocument late = log.issue(ReportFixtures.report(log.part(log.first, log.behind + 1)));
    assertThatThrownBy(() -> log.pack(late))
        .isInstanceOf(WrongProof.class)
        .hasMessageContaining("a leaf of 2026-12-01, after its last day");
  }

  @Test
  void leavesLeftOutBehindOneOfAnEarlierDayShouldBeFound() {
    log.append(4, Instant.parse("2026-12-02T00:00:00Z"), true);
    log.append(1, Instant.parse("2026-12-01T12:00:00Z"), false);
    long start = log.log.head().checkpoint().size();
    LocalDate second = LocalDate.parse("2026-12-02");
    SignedDocument signed =
        log.issue(ReportFixtures.report(List.of(log.part(start, start)), second, second));

    assertThatThrownBy(() -> log.pack(signed))
        .isInstanceOf(WrongProof.class)
        .hasMessageContaining("leaves out entry 15, which is of 2026-12-02");
  }

  @Test
  void reportThatLeavesOutItsOwnLogShouldBeRefused() {
    SignedDocument none =
        log.issue(ReportFixtures.report(List.of(), ReportFixtures.FIRST, ReportFixtures.LAST));

    assertThatThrownBy(() -> log.pack(none))
        .isInstanceOf(WrongProof.class)
        .hasMessageContaining("none of the 15 entries of its own log");
  }

  @Test
  void aLogOfSeveralTilesShouldComeWithTheTilesOfThePeriodOnly() {
    ReportLogFixture large = new ReportLogFixture(600);
    large.append(3000, Instant.parse("2026-12-02T00:00:00Z"), false);
    ReportPackage pack = large.pack();

    audit(pack.bytes(), KEY.verifier());

    assertThat(pack.members().keySet())
        .filteredOn(name -> name.contains("tile/entries"))
        .containsExactly(
            "logs/1/tile/entries/000", "logs/1/tile/entries/001", "logs/1/tile/entries/002");
  }

  @Test
  void filesThatAreNoPackageOfOursShouldBeRefused() throws IOException {
    byte[] foreign = zip("report.json", new byte[10], ZipEntry.DEFLATED);
    byte[] bomb = zip("report.json", new byte[10 << 20], ZipEntry.DEFLATED);
    byte[] path = renamed(log.pack().bytes(), "report.pdf", "../etc/foo");
    byte[] absolute = renamed(log.pack().bytes(), "report.pdf", "/eport.pdf");
    byte[] twice = renamed(log.pack().bytes(), "report.pdf", "README.txt");
    byte[] huge = log.pack().bytes();
    ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(22, Integer.MAX_VALUE);
    byte[] negative = log.pack().bytes();
    ByteBuffer.wrap(negative).order(ByteOrder.LITTLE_ENDIAN).putInt(22, -1);

    for (byte[] each :
        List.of(foreign, bomb, path, absolute, twice, huge, negative, new byte[0], new byte[100])) {
      assertThatThrownBy(() -> ReportPackage.parse(each)).isInstanceOf(Malformed.class);
    }
  }

  private PackageAudit.Audited audit(byte[] zip, VerifierKey key) {
    return new PackageAudit(
            ReportPackage.parse(zip),
            List.of(key),
            new PackageAudit.Listener() {
              @Override
              public void ok(String what) {
                said.add(what);
              }

              @Override
              public void note(String what) {
                said.add(what);
              }
            })
        .check(_ -> key);
  }

  private void refused(ReportPackage pack, String how) {
    assertThatThrownBy(() -> audit(pack.bytes(), KEY.verifier()))
        .as(how)
        .isInstanceOf(EvidenceRefused.class);
  }

  /** The same length; in both headers. */
  private static byte[] renamed(byte[] zip, String from, String to) {
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] zip(String name, byte[] content, int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(method);
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}
