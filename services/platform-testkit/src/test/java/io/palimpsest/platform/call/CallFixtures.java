package io.palimpsest.platform.call;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Reading;
import io.palimpsest.platform.admission.Admission;
import io.palimpsest.platform.admission.QuotaMeter;
import io.palimpsest.platform.admission.RateLimiter;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.debugcopies.CopyRules;
import io.palimpsest.platform.metering.CallIds;
import io.palimpsest.platform.metering.PriceList;
import io.palimpsest.platform.metering.PriceLists;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.subjects.SubjectCells;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.testkit.CopyTelling;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryDebugCopies;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryRights;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.PolicyDecisions;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Two regions in memory, a service over them and calls to make. */
final class CallFixtures implements AutoCloseable {
  static final PriceList PRICES = PriceLists.shipped();
  static final PolicyLibrary POLICIES = PolicyLibrary.shipped();
  static final Reading READING =
      new Reading(
          new Page(1, 1, 0, List.of(), "stub"),
          ImageFormat.PNG,
          1,
          Duration.ofMillis(1),
          Duration.ofMillis(2));

  final Clock clock = Clock.systemUTC();
  final InMemoryRegion singapore =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  final InMemoryRegion frankfurt =
      InMemoryRegion.of(PlatformFixtures.FRANKFURT, PlatformFixtures.FRANKFURT_TIME);
  final InMemoryControlStore control = new InMemoryControlStore();
  final InMemoryRights rights = new InMemoryRights();
  final InMemoryDebugCopies copies =
      new InMemoryDebugCopies(
          new CopyTelling(
              PlatformFixtures.SINGAPORE,
              PlatformFixtures.SINGAPORE_TIME,
              clock,
              singapore.ledger()::salt,
              (_, _) -> {}),
          List::of);
  final SubjectCell subjects =
      InMemorySubjects.cell(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME)
          .with(copies);
  final List<Kept> kept = new ArrayList<>();
  final List<Copied> copied = new ArrayList<>();
  final List<String> reached = new ArrayList<>();
  Duration deadline = Duration.ofSeconds(10);
  DocumentReader reader = (file, options) -> READING;
  private Deadlines deadlines = new Deadlines(deadline, Duration.ofSeconds(1));

  CallService service() {
    deadlines.close();
    deadlines = new Deadlines(deadline, Duration.ofSeconds(1));
    FaultPoints faults = reached::add;
    PolicyDecisions decisions = new PolicyDecisions(() -> POLICIES);
    return new CallService(
        new Cells(List.of(singapore.cell(), frankfurt.cell())),
        new Admission(decisions, new RateLimiter(clock), new QuotaMeter(clock), clock),
        PRICES,
        (file, options) -> reader.read(file, options),
        deadlines,
        new Settler(decisions, clock, faults),
        new Keeping(
            decisions,
            control,
            rights,
            new SubjectCells(List.of(subjects)),
            deadlines,
            faults,
            clock,
            kept::add),
        Optional.of(
            new Copying(
                new CopyRules(() -> POLICIES),
                control,
                new SubjectCells(List.of(subjects)),
                deadlines,
                clock,
                copied::add)),
        faults);
  }

  /** A call that reads one byte and answers "text". */
  Request call() {
    return new Request(clock);
  }

  @Override
  public void close() {
    deadlines.close();
  }

  /** A call, with what a test wants otherwise. */
  static final class Request {
    private final Clock clock;
    Caller caller = PlatformFixtures.caller();
    Optional<String> region = Optional.empty();
    ImageSource image = () -> new byte[] {1};
    Supplier<String> render = () -> "text";
    Optional<RuntimeException> invalid = Optional.empty();
    Cancellation cancellation = Cancellation.create();
    String action = PlatformFixtures.ACTION;
    EndUser endUser = EndUser.NOBODY;
    Optional<OcrCall.Keepable> keepable = Optional.empty();

    Request(Clock clock) {
      this.clock = clock;
    }

    Request limits(CallLimit... limits) {
      Application a = caller.application();
      caller =
          new Caller(
              caller.credential(),
              new Application(
                  a.appId(),
                  a.tenant(),
                  a.name(),
                  a.defaultRegion(),
                  a.regions(),
                  a.unsignedPayload(),
                  a.allowedNetworks(),
                  a.blockedNetworks(),
                  List.of(limits)),
              caller.tenant(),
              caller.terms());
      return this;
    }

    OcrCall<String> build() {
      return new OcrCall<>(
          new CallIds(clock).next(),
          caller,
          action,
          1000,
          region,
          InetAddress.getLoopbackAddress(),
          endUser,
          Map.of("ImageBase64Length", 4),
          this::plan,
          new CallTrace(System::nanoTime),
          cancellation);
    }

    private OcrCall.Plan<String> plan() {
      invalid.ifPresent(
          failure -> {
            throw failure;
          });
      return new OcrCall.Plan<>(
          image, DocumentOptions.lenient(), _ -> render.get(), _ -> Map.of("lines", 0), keepable);
    }
  }
}
