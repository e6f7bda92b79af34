package io.palimpsest.reportpdf;

import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.report.Acts;
import io.palimpsest.evidence.report.Alive;
import io.palimpsest.evidence.report.ClassReport;
import io.palimpsest.evidence.report.Compared;
import io.palimpsest.evidence.report.Compared.Differing;
import io.palimpsest.evidence.report.Comparisons;
import io.palimpsest.evidence.report.Counted;
import io.palimpsest.evidence.report.DayErasures;
import io.palimpsest.evidence.report.Erasures;
import io.palimpsest.evidence.report.Figure;
import io.palimpsest.evidence.report.HoldInForce;
import io.palimpsest.evidence.report.LeafCounts;
import io.palimpsest.evidence.report.Limit;
import io.palimpsest.evidence.report.LogPart;
import io.palimpsest.evidence.report.PolicyInForce;
import io.palimpsest.evidence.report.PolicyInForce.SubProcessor;
import io.palimpsest.evidence.report.PolicyInForce.Words;
import io.palimpsest.evidence.report.RetentionReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports to draw. */
final class SampleReports {
  /** Throw-away: it signs nothing but tests. */
  static final SigningKey KEY =
      SigningKey.parse(
          "PRIVATE+KEY+palimpsest.example/test+b86dcb60+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f");

  private static final LocalDate FROM = LocalDate.parse("2026-11-01");
  private static final LocalDate TO = LocalDate.parse("2026-11-30");
  private static final Instant ISSUED = Instant.parse("2026-12-01T00:10:00Z");
  private static final List<Counted> COUNTED =
      List.of(
          new Counted("consent-attested", "", "", false, 12, 12),
          new Counted("erased", "identification", "left", false, 210, 210),
          new Counted("erased", "identification", "withdrawn", false, 94, 94),
          new Counted("erased", "upload", "completed", false, 48_310, 48_310),
          new Counted("erased", "upload", "completed", true, 2, 2),
          new Counted("erased", "upload", "expired", false, 61, 61),
          new Counted("expired", "monitoring", "", false, 30, 51_204),
          new Counted("expired", "operation-log", "", false, 30, 49_877),
          new Counted("held", "identification", "D5", false, 1, 1));

  private SampleReports() {}

  /** A month in which two uploads went late and one store did not answer. */
  static RetentionReport month() {
    return report(
        FROM,
        TO,
        List.of(
            hold("tenant", "court order in a fraud case", "\u00A7 94 StPO"),
            hold("call", "complaint by an end user", "GDPR Art. 18(1)(d)")),
        days(FROM, TO));
  }

  /** A report of this period with these holds, and its numbers spread over these days. */
  static RetentionReport report(
      LocalDate from, LocalDate to, List<HoldInForce> holds, List<DayErasures> days) {
    LeafCounts counts = new LeafCounts();
    COUNTED.forEach(counts::add);
    LogPart log =
        new LogPart(
            "eu-frankfurt",
            KEY.verifier().name(),
            KEY.verifier().toString(),
            new LogPart.Tree(1_204_118, Merkle.leaf(new byte[] {1}).base64()),
            new LogPart.Tree(1_204_118 + counts.leaves(), Merkle.leaf(new byte[] {2}).base64()),
            counts.all());
    LogPart control =
        new LogPart(
            "control",
            "palimpsest.example/control",
            "palimpsest.example/eu-frankfurt+3a2db474+AUw7rNTgwHNCeNPo8aSecX04zzFLQ3ldzVm59KvKYBUb",
            new LogPart.Tree(310, Merkle.leaf(new byte[] {3}).base64()),
            new LogPart.Tree(310, Merkle.leaf(new byte[] {3}).base64()),
            List.of());
    return new RetentionReport(
        "eu-frankfurt",
        "Europe/Berlin",
        from,
        to,
        ISSUED,
        List.of(policy()),
        List.of(
            of(
                "upload-and-result",
                "upload",
                "MinIO",
                "P0D",
                new Alive.Known(3, Optional.of(to), 0),
                counts),
            of(
                "monitoring",
                "monitoring",
                "MySQL",
                "P2Y",
                new Alive.Known(1_310_772, Optional.of(from.minusYears(2)), 0),
                counts),
            of(
                "operation-log",
                "operation-log",
                "Elasticsearch",
                "P3M",
                new Alive.Unknown("Elasticsearch did not answer"),
                counts),
            of(
                "identification",
                "identification",
                "MySQL, MinIO",
                "P30D",
                new Alive.Known(18_240, Optional.of(from.minusDays(9)), 41),
                counts),
            of("debug-copy", "debug-copy", "MinIO", "P1D", new Alive.NeverMade(), counts)),
        Acts.of(List.of(log)),
        new Figure.Known(7),
        days,
        holds,
        new Figure.Known(118),
        List.of(log, control),
        Optional.of(comparisons()));
  }

  private static Comparisons comparisons() {
    Compared.Known found =
        new Compared.Known(
            ISSUED.minusSeconds(412),
            3,
            List.of(new Differing("leaf-missing", 1), new Differing("orphan-object", 2)),
            List.of("indexes (Elasticsearch)"));
    Compared.Known nothing =
        new Compared.Known(ISSUED.minusSeconds(300_000), 0, List.of(), List.of());
    return new Comparisons(
        List.of(
            new Compared("eu-frankfurt", true, nothing),
            new Compared("eu-frankfurt", false, found),
            new Compared("control", true, nothing),
            new Compared("control", false, new Compared.Unknown("it never ran"))));
  }

  static HoldInForce hold(String scope, String reason, String basis) {
    return new HoldInForce(
        "commitment",
        scope,
        List.of("identification", "monitoring"),
        "legal desk",
        reason,
        basis,
        ISSUED.minusSeconds(2_000_000),
        ISSUED.plusSeconds(9_000_000));
  }

  static List<DayErasures> days(LocalDate from, LocalDate to) {
    List<DayErasures> days = new ArrayList<>();
    int i = 0;
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      long erased = 4_000 + (i * 7919L % 31) * 90 - (day.getDayOfWeek().getValue() > 5 ? 3_100 : 0);
      days.add(new DayErasures(day, erased, i == 17 ? 2 : 0));
      i++;
    }
    return days;
  }

  private static ClassReport of(
      String name, String leaves, String store, String period, Alive alive, LeafCounts counts) {
    return new ClassReport(
        name,
        List.of(leaves),
        store,
        List.of(new Limit("tencent-ocr@1.0.0", period, List.of("T4a", "T6"))),
        alive,
        Erasures.of(counts, List.of(leaves)));
  }

  private static PolicyInForce policy() {
    return new PolicyInForce(
        "tencent-ocr@1.0.0",
        "4f1c".repeat(16),
        LocalDate.parse("2026-01-01"),
        new Words("OCR privacy module", "\u6587\u5B57\u8BC6\u522B\u9690\u79C1\u6A21\u5757"),
        new Words("the customer", "\u5BA2\u6237"),
        new Words("Palimpsest Example GmbH", "\u793A\u4F8B"),
        new Words("privacy@palimpsest.example", "privacy@palimpsest.example"),
        List.of("T1", "T2"),
        List.of(
            new SubProcessor(
                "Example Hosting AG",
                "DE",
                new Words("Frankfurt am Main", "\u6CD5\u5170\u514B\u798F"),
                new Words("data centre and object storage", "\u6570\u636E\u4E2D\u5FC3"),
                List.of("upload-and-result", "identification"),
                new Words("none", "\u65E0"),
                List.of("ISO 27001"),
                LocalDate.parse("2026-01-01"))));
  }
}
