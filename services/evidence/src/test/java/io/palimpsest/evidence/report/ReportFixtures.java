package io.palimpsest.evidence.report;

import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.report.Compared.Differing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reports to try things on. */
final class ReportFixtures {
  static final LocalDate FIRST = LocalDate.parse("2026-11-01");
  static final LocalDate LAST = LocalDate.parse("2026-11-30");
  static final Instant ISSUED = Instant.parse("2026-12-01T00:10:00Z");
  static final String ROOT = Merkle.empty().base64();

  private ReportFixtures() {}

  static RetentionReport report() {
    return report(
        List.of(
            new Counted("erased", "upload", "completed", false, 7, 7),
            new Counted("erased", "upload", "completed", true, 1, 1),
            new Counted("expired", "monitoring", "", false, 2, 90),
            new Counted("held", "identification", "D5", false, 1, 1)));
  }

  static RetentionReport report(List<Counted> counted) {
    LeafCounts counts = new LeafCounts();
    counted.forEach(counts::add);
    return report(
        new LogPart(
            "eu-frankfurt",
            "log.test/eu-frankfurt/2026",
            "vkey",
            new LogPart.Tree(0, ROOT),
            new LogPart.Tree(counts.leaves(), ROOT),
            counted));
  }

  static RetentionReport report(LogPart log) {
    return report(List.of(log), FIRST, LAST);
  }

  static RetentionReport report(List<LogPart> logs, LocalDate from, LocalDate to) {
    LeafCounts counts = new LeafCounts();
    logs.forEach(log -> log.counted().forEach(counts::add));
    List<ClassReport> classes =
        List.of(
            of("upload-and-result", List.of("upload"), new Alive.Unknown("the store"), counts),
            of(
                "monitoring",
                List.of("monitoring"),
                new Alive.Known(12, Optional.of(FIRST), 0),
                counts),
            of("identification", List.of("identification"), new Alive.NeverMade(), counts));
    DayErasures day =
        new DayErasures(
            to,
            classes.stream().mapToLong(each -> each.erasures().all()).sum(),
            classes.stream().mapToLong(each -> each.erasures().allLate()).sum());
    return new RetentionReport(
        "eu-frankfurt",
        "Europe/Berlin",
        from,
        to,
        ISSUED,
        List.of(policy()),
        classes,
        Acts.of(logs),
        new Figure.Known(1),
        List.of(day),
        List.of(
            new HoldInForce(
                "of",
                "tenant",
                List.of("identification"),
                "legal desk",
                "case 7",
                "§ 94 StPO",
                ISSUED,
                ISSUED.plusSeconds(60))),
        new Figure.Unknown("MySQL did not answer"),
        logs,
        Optional.of(comparisons()));
  }

  private static Comparisons comparisons() {
    return new Comparisons(
        List.of(
            new Compared(
                "eu-frankfurt",
                true,
                new Compared.Known(
                    ISSUED,
                    3,
                    List.of(new Differing("leaf-missing", 1), new Differing("orphan-object", 2)),
                    List.of("indexes (Elasticsearch)"))),
            new Compared("eu-frankfurt", false, new Compared.Unknown("it never ran"))));
  }

  static ClassReport of(String name, List<String> words, Alive alive, LeafCounts counts) {
    return new ClassReport(
        name,
        words,
        "a store",
        List.of(new Limit("tencent-ocr@1.0.0", "P2Y", List.of("T4a"))),
        alive,
        Erasures.of(counts, words));
  }

  private static PolicyInForce policy() {
    PolicyInForce.Words words = new PolicyInForce.Words("who", "谁");
    return new PolicyInForce(
        "tencent-ocr@1.0.0",
        "ab".repeat(32),
        FIRST,
        words,
        words,
        words,
        words,
        List.of("T2"),
        List.of(
            new PolicyInForce.SubProcessor(
                "Cloud", "DE", words, words, List.of("monitoring"), words, List.of(), FIRST)));
  }
}
