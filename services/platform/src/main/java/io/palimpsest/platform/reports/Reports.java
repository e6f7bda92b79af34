package io.palimpsest.platform.reports;

import io.palimpsest.evidence.LogRange;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.ProofFile;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.leaf.ReportIssued;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.report.LogPart;
import io.palimpsest.evidence.report.PackageWriter;
import io.palimpsest.evidence.report.RetentionReport;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.holds.Hold;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.PolicyLibrary;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Issues retention reports: builds one, signs it with the key of the region's log of this year,
 * enters its leaf, waits until the log has it, and puts the package together, which checks it in
 * the way that its readers will. Thread-safe.
 */
public final class Reports {
  /** Records are kept so long at most; of what was before, less is known than a report says. */
  private static final Period BACK = Period.ofYears(2);

  /** A leaf of the period may come while its report is being issued. */
  private static final int ATTEMPTS = 3;

  private final List<ReportedRegion> regions;
  private final Optional<ReportedLogs> control;
  private final ReportBuilder builder;
  private final BiFunction<SignedDocument, VerifierKey, Optional<byte[]>> pdf;
  private final Runnable sequencers;
  private final Clock clock;

  /**
   * @param control the control plane's logs, where it has some
   * @param holds in force
   * @param pdf draws a report, and whose key signed it, for people
   * @param sequencers called while a leaf is waited for: gives it a place, unless another process
   *     does
   */
  public Reports(
      List<ReportedRegion> regions,
      Optional<ReportedLogs> control,
      Supplier<List<Hold>> holds,
      Supplier<PolicyLibrary> policies,
      BiFunction<SignedDocument, VerifierKey, Optional<byte[]>> pdf,
      Runnable sequencers,
      Clock clock) {
    this.regions = List.copyOf(regions);
    this.control = control;
    this.builder = new ReportBuilder(control, holds, policies);
    this.pdf = pdf;
    this.sequencers = sequencers;
    this.clock = clock;
  }

  /**
   * A report that was issued.
   *
   * @param zip its package
   */
  public record Issued(ReportName name, RetentionReport report, byte[] zip) {}

  /**
   * Issues a report.
   *
   * @param from the first day, in the region's own zone
   * @param to the last day; may be today, which then is counted up to now
   * @throws ReportRefused when there can be none, in words
   * @throws StoreUnavailable when the evidence cannot be reached; any other store that does not
   *     answer stands in the report as unknown
   */
  public Issued issue(Region region, LocalDate from, LocalDate to) {
    ReportedRegion asked = find(region);
    check(asked, from, to);
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return attempt(asked, from, to);
        } catch (WrongProof e) {
          if (attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    } catch (EvidenceUnavailable e) {
      throw new StoreUnavailable("evidence " + region, "issue a report", e);
    }
  }

  /** Every report of the regions, oldest period first. */
  public List<ReportName> list() {
    return regions.stream()
        .flatMap(region -> region.store().list().stream())
        .sorted(Comparator.comparing(ReportName::toString))
        .toList();
  }

  /** A package; empty when there is none of this name. */
  public Optional<byte[]> find(ReportName name) {
    return regions.stream()
        .filter(region -> region.region().equals(name.region()))
        .findFirst()
        .flatMap(region -> region.store().find(name));
  }

  /** Whether the region's logs took anything up to this day. */
  public boolean hasBegunBy(Region region, LocalDate day) {
    ReportedLogs logs = find(region).logs();
    return logs.queue().tallies(day.getYear()).stream().anyMatch(each -> !each.day().isAfter(day));
  }

  private ReportedRegion find(Region region) {
    return regions.stream()
        .filter(each -> each.region().equals(region))
        .findFirst()
        .orElseThrow(
            () ->
                new ReportRefused(
                    "there is no region "
                        + region
                        + "; there are "
                        + regions.stream()
                            .map(each -> each.region().name())
                            .collect(Collectors.joining(", "))));
  }

  private void check(ReportedRegion region, LocalDate from, LocalDate to) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), region.logs().zone());
    if (from.isAfter(to)) {
      throw new ReportRefused("the period begins on " + from + ", after its end on " + to);
    }
    if (to.isAfter(today)) {
      throw new ReportRefused("the period ends on " + to + ", and today is " + today);
    }
    if (from.isBefore(today.minus(BACK))) {
      throw new ReportRefused(
          "the period begins on "
              + from
              + ", more than two years back: what was then is forgotten");
    }
  }

  private Issued attempt(ReportedRegion region, LocalDate from, LocalDate to) {
    ReportedLogs logs = region.logs();
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, logs.zone());
    RetentionReport report = builder.build(region, from, to, now);
    SigningKey key = key(logs, today.getYear());
    SignedDocument signed = SignedDocument.sign(RetentionReport.KIND, report.document(), key);
    ReportIssued leaf =
        new ReportIssued(
            new Place(region.region().name(), today),
            RetentionReport.LEAF_KIND,
            from,
            to,
            signed.digest(),
            now);
    LogReader log = new LogReader(logs.tiles().apply(today.getYear()), key.verifier());
    long before = log.latest().checkpoint().size();
    logs.queue().enter(leaf.bytes());
    ProofFile proof = proof(log, before, leaf.bytes());
    PackageWriter writer = new PackageWriter(signed, key, proof);
    pdf.apply(signed, key.verifier()).ifPresent(writer::pdf);
    for (LogPart part : report.logs()) {
      ReportedLogs its = part.place().equals(logs.place()) ? logs : control.orElseThrow();
      int year = Integer.parseInt(part.origin().substring(part.origin().lastIndexOf('/') + 1));
      writer.log(its.tiles().apply(year), its.keys().signing(year, part.origin()));
    }
    byte[] zip = writer.finish(key).bytes();
    ReportName name = new ReportName(region.region(), from, to, now);
    region.store().put(name, zip);
    return new Issued(name, report, zip);
  }

  /** The key of this year's log, which a sequencer makes when it begins the log. */
  private SigningKey key(ReportedLogs logs, int year) {
    return Patience.until(
        "begin this year's log",
        () -> {
          Optional<SigningKey> key =
              logs.keys().verifier(year).map(known -> logs.keys().signing(year, known.name()));
          if (key.isEmpty()) {
            sequencers.run();
          }
          return key;
        });
  }

  /** Waits until the log has the leaf, and proves it. */
  private ProofFile proof(LogReader log, long before, byte[] leaf) {
    long[] next = {before};
    return Patience.until(
        "give a report's leaf its place",
        () -> {
          SignedCheckpoint latest = log.latest();
          Checkpoint now = latest.checkpoint();
          long[] found = {-1};
          new LogRange(log, now)
              .read(
                  next[0],
                  now.size(),
                  (index, entry) -> {
                    if (found[0] < 0 && Arrays.equals(entry, leaf)) {
                      found[0] = index;
                    }
                  });
          next[0] = now.size();
          if (found[0] < 0) {
            sequencers.run();
            return Optional.empty();
          }
          return Optional.of(log.prove(found[0], latest));
        });
  }
}
