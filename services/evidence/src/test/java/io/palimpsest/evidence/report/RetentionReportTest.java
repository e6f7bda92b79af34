package io.palimpsest.evidence.report;

import static io.palimpsest.evidence.EvidenceFixtures.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import io.palimpsest.evidence.json.CanonicalJson;
import io.palimpsest.evidence.note.SignedDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RetentionReportTest {
  private static final List<Object> HOSTILE =
      List.of(
          0L,
          -1L,
          CanonicalJson.MAX_INTEGER,
          true,
          "",
          "+999999999-12-31",
          "-999999999-01-01",
          "+1000000000-12-31T23:59:59.999999999Z",
          "Mars/Phobos",
          List.of(),
          List.of(1L),
          List.of(Map.of()),
          Map.of(),
          Map.of("is", "known", "number", -1L),
          Map.of("is", "never-made"));

  private final RetentionReport report = ReportFixtures.report();

  @Test
  void reportShouldSurviveItsDocument() {
    byte[] file = SignedDocument.sign(RetentionReport.KIND, report.document(), KEY).bytes();

    RetentionReport read = RetentionReport.read(SignedDocument.parse(file).document());

    assertThat(read).isEqualTo(report);
    assertThat(read.document()).isEqualTo(report.document());
  }

  @Test
  void unknownShouldBeToldFromNothing() {
    assertThat(report.document().get("heldRecords"))
        .isEqualTo(Map.of("is", "unknown", "why", "MySQL did not answer"));
    assertThat(((Map<?, ?>) ((List<?>) report.document().get("classes")).getFirst()).get("alive"))
        .isEqualTo(Map.of("is", "unknown", "why", "the store"));
    assertThat(report.acts().attested()).isInstanceOf(Figure.Unknown.class);
  }

  @Test
  void whatAReportDoesNotHaveShouldBeRefused() {
    for (String member : report.document().keySet()) {
      Map<String, Object> less = new TreeMap<>(report.document());
      less.remove(member);
      if (!member.equals("comparisons")) { // reports of before have none
        assertThatThrownBy(() -> RetentionReport.read(less))
            .as(member)
            .isInstanceOf(Malformed.class);
      }
      Map<String, Object> other = new TreeMap<>(report.document());
      other.put(member, 7L);
      assertThatThrownBy(() -> RetentionReport.read(other))
          .as(member)
          .isInstanceOf(Malformed.class);
    }
    Map<String, Object> more = new TreeMap<>(report.document());
    more.put("more", "than it has");
    assertThatThrownBy(() -> RetentionReport.read(more)).isInstanceOf(Malformed.class);
  }

  @Test
  void whateverASignerMadeUpShouldBeRefusedAndNeverFail() {
    Map<String, Object> document = report.document();

    assertThat(eachValueMadeUp(document, document)).isGreaterThan(1000);
  }

  @Test
  void numbersThatAddUpShouldPass() {
    assertThatCode(report::demandArithmetic).doesNotThrowAnyException();
    assertThat(report.classes().getFirst().erasures())
        .isEqualTo(new Erasures(8, 1, List.of(new Erasures.Cause("completed", 8)), 0, 0, 0, 0));
    assertThat(report.acts().holdsPlaced()).isEqualTo(1);
  }

  @Test
  void everyChangedNumberShouldBeNoticed() {
    Map<String, Object> document = report.document();

    int changed = changeEachNumber(document, document);

    assertThat(changed).isGreaterThan(20);
  }

  @Test
  void reportsOfBeforeThereWereComparisonsShouldBeReadAsTheyAre() {
    Map<String, Object> before = new TreeMap<>(report.document());
    before.remove("comparisons");

    RetentionReport read = RetentionReport.read(before);

    assertThat(read.comparisons()).isEmpty();
    assertThat(read.document()).isEqualTo(before);
    assertThatCode(read::demandArithmetic).doesNotThrowAnyException();
  }

  @Test
  void comparisonsThatStandTwiceShouldBeNoticed() {
    Compared never = new Compared("control", true, new Compared.Unknown("it never ran"));

    assertThatThrownBy(new Comparisons(List.of(never, never))::demandSums)
        .isInstanceOf(WrongProof.class)
        .hasMessageContaining("twice");
    assertThat(never.text()).isEqualTo("unknown: it never ran");
    assertThat(report.comparisons().orElseThrow().runs().getFirst().text())
        .isEqualTo(
            "3 differences, leaf-missing 1, orphan-object 2; not known: indexes (Elasticsearch)");
  }

  @Test
  void leavesOfNoClassShouldBeNoticed() {
    RetentionReport hidden =
        ReportFixtures.report(
            List.of(
                new Counted("erased", "secret", "completed", false, 1, 1),
                new Counted("expired", "monitoring", "", false, 2, 90)));

    assertThatThrownBy(hidden::demandArithmetic)
        .isInstanceOf(WrongProof.class)
        .hasMessageContaining("secret");
  }

  /** Puts one hostile value after the other in the place of every member, however deep it is. */
  @SuppressWarnings("unchecked")
  private int eachValueMadeUp(Map<String, Object> whole, Map<String, Object> part) {
    int tried = 0;
    for (String key : List.copyOf(part.keySet())) {
      Object value = part.get(key);
      for (Object hostile : HOSTILE) {
        part.put(key, hostile);
        refusedOrRead(whole, key + " is " + hostile);
        tried++;
      }
      part.put(key, value);
      if (value instanceof Map<?, ?> map) {
        tried += eachValueMadeUp(whole, (Map<String, Object>) map);
      } else if (value instanceof List<?> list) {
        for (Object item : list) {
          tried +=
              item instanceof Map<?, ?> map ? eachValueMadeUp(whole, (Map<String, Object>) map) : 0;
        }
      }
    }
    return tried;
  }

  private static void refusedOrRead(Map<String, Object> document, String how) {
    try {
      RetentionReport.read(document).demandArithmetic();
    } catch (EvidenceRefused e) {
      assertThat(e).as(how).hasMessageNotContaining("null");
    }
  }

  /**
   * Adds 1 to every number that follows from the counts of the logs, one after the other. What the
   * stores said and the counts themselves are not among them.
   */
  private int changeEachNumber(Map<String, Object> whole, Map<String, Object> part) {
    int changed = 0;
    for (String key : List.copyOf(part.keySet())) {
      if (Set.of("alive", "inFlightAtMidnight", "heldRecords", "logs").contains(key)) {
        continue;
      }
      changed += changeIn(whole, part, key);
    }
    return changed;
  }

  @SuppressWarnings("unchecked")
  private int changeIn(Map<String, Object> whole, Map<String, Object> part, String key) {
    return switch (part.get(key)) {
      case Long number -> {
        part.put(key, number + 1);
        assertThatThrownBy(() -> RetentionReport.read(whole).demandArithmetic())
            .as(key)
            .isInstanceOfAny(WrongProof.class, Malformed.class);
        part.put(key, number);
        yield 1;
      }
      case Map<?, ?> map -> changeEachNumber(whole, (Map<String, Object>) map);
      case List<?> list ->
          list.stream()
              .filter(Map.class::isInstance)
              .mapToInt(item -> changeEachNumber(whole, (Map<String, Object>) item))
              .sum();
      default -> 0;
    };
  }
}
