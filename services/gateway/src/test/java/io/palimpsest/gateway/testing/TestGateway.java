package io.palimpsest.gateway.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.palimpsest.documents.TravelDocuments;
import io.palimpsest.gateway.Gateway;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.Findings;
import io.palimpsest.ocr.Reading;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.call.FaultPoints;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.Directory;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.holds.HeldRegion;
import io.palimpsest.platform.metering.PriceList;
import io.palimpsest.platform.metering.PriceLists;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.subjects.SubjectCells;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.CopyTelling;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryDebugCopies;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryRegionHolds;
import io.palimpsest.platform.testkit.InMemoryRights;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.PolicyStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** A gateway as it is wired in production, on free ports, with two regions in memory. */
public final class TestGateway implements AutoCloseable {
  public final InMemoryControlStore control = new InMemoryControlStore();
  public final InMemoryRegion singapore =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  public final InMemoryRegion frankfurt =
      InMemoryRegion.of(PlatformFixtures.FRANKFURT, PlatformFixtures.FRANKFURT_TIME);

  public final InMemoryRights rights = new InMemoryRights();

  /** What Singapore's erasures become; nobody brings them into the log here. */
  public final InMemoryEvidence evidence = InMemoryEvidence.of(singapore);

  /** Singapore's debug copies. */
  public final InMemoryDebugCopies copies =
      new InMemoryDebugCopies(
          CopyTelling.to(singapore, evidence.queue(), Clock.systemUTC()), List::of);

  public final SubjectCell subjects =
      InMemorySubjects.cell(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME)
          .with(copies);

  /** What Frankfurt's erasures become. */
  private final InMemoryEvidence frankfurtsEvidence = InMemoryEvidence.of(frankfurt);

  /** The holds in force in Singapore. */
  public final InMemoryRegionHolds holds = new InMemoryRegionHolds();

  /** The points that calls have passed. */
  public final Queue<String> passed = new ConcurrentLinkedQueue<>();

  private volatile Optional<Findings> findings = Optional.empty();
  public final StubEngine engine = new StubEngine();
  public final ApplicationContext context;
  public final Gateway gateway;

  private TestGateway(Map<String, Object> settings, List<Object> beans) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "palimpsest.api.port",
                0,
                "palimpsest.management.port",
                0,
                "palimpsest.api.shutdown-timeout",
                "0s",
                "palimpsest.management.probe-every",
                "0s"));
    all.putAll(settings);
    this.context =
        ApplicationContext.builder().deduceEnvironment(false).banner(false).properties(all).build();
    context.registerSingleton(Clock.class, Clock.systemUTC());
    context.registerSingleton(ControlStore.class, control);
    context.registerSingleton(
        EvidenceCell.class, evidence.cell(singapore), Qualifiers.byName("singapore"));
    context.registerSingleton(
        EvidenceCell.class, frankfurtsEvidence.cell(frankfurt), Qualifiers.byName("frankfurt"));
    held(singapore, holds);
    held(frankfurt, new InMemoryRegionHolds());
    context.registerSingleton(Cells.class, new Cells(List.of(singapore.cell(), frankfurt.cell())));
    context.registerSingleton(
        SubjectCells.class,
        new SubjectCells(
            List.of(
                subjects,
                InMemorySubjects.cell(
                    PlatformFixtures.FRANKFURT, PlatformFixtures.FRANKFURT_TIME))));
    context.registerSingleton(RightsStore.class, rights);
    DocumentReader reader = DocumentReaders.of(engine, TravelDocuments.studies(Clock.systemUTC()));
    context.registerSingleton(
        DocumentReader.class,
        (DocumentReader) (file, options) -> found(reader.read(file, options), options));
    context.registerSingleton(PolicyStore.class, PolicyStore.shipped(Clock.systemUTC()));
    context.registerSingleton(PriceList.class, PriceLists.shipped());
    FaultPoints noted = passed::add;
    context.registerSingleton(FaultPoints.class, noted);
    beans.forEach(context::registerSingleton);
    context.start();
    this.gateway = context.getBean(Gateway.class);
  }

  private void held(InMemoryRegion region, InMemoryRegionHolds inForce) {
    context.registerSingleton(
        HeldRegion.class,
        new HeldRegion(region.region(), region.zone(), inForce),
        Qualifiers.byName(region.region().name()));
  }

  public static TestGateway start() {
    return start(Map.of());
  }

  public static TestGateway start(Map<String, Object> settings, Object... beans) {
    return new TestGateway(settings, List.of(beans));
  }

  /** From here on every study finds this. */
  public void findings(Findings other) {
    findings = Optional.of(other);
  }

  private Reading found(Reading reading, DocumentOptions options) {
    return options
        .study()
        .flatMap(_ -> findings)
        .map(
            told ->
                new Reading(
                    reading.page(),
                    reading.format(),
                    reading.pageCount(),
                    reading.decoding(),
                    reading.recognition(),
                    told))
        .orElse(reading);
  }

  public int port() {
    return gateway.port();
  }

  /** A new tenant that has accepted everything, without limits of its own but a high rate. */
  public Caller tenant() {
    return tenant(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
  }

  public Caller tenant(
      UnaryOperator<Tenant> tenant,
      UnaryOperator<Application> application,
      UnaryOperator<Credential> credential) {
    Caller caller = stranger(tenant, application, credential);
    ConsentFixtures.sayEverything(control, caller.tenant(), caller.application().appId());
    context.getBean(Directory.class).poll();
    return caller;
  }

  /** A new tenant that has accepted and attested nothing. */
  public Caller stranger() {
    return stranger(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
  }

  private Caller stranger(
      UnaryOperator<Tenant> tenant,
      UnaryOperator<Application> application,
      UnaryOperator<Credential> credential) {
    Tenant savedTenant = tenant.apply(PlatformFixtures.tenant());
    Application savedApplication =
        application.apply(
            Changes.unlimited(PlatformFixtures.application(control.nextAppId(), savedTenant.id())));
    Credential savedCredential =
        credential.apply(PlatformFixtures.credential(savedApplication.appId()));
    control.save(savedTenant);
    control.save(savedApplication);
    control.save(savedCredential);
    context.getBean(Directory.class).poll();
    return control.find(savedCredential.secretId()).orElseThrow();
  }

  public Client client(Caller caller) {
    return new Client(port(), caller.credential());
  }

  @Override
  public void close() {
    context.close();
  }
}
