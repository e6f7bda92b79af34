package io.palimpsest.gateway;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.server.netty.NettyEmbeddedServerFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.palimpsest.gateway.actions.ActionCatalogue;
import io.palimpsest.gateway.config.ApiConfig;
import io.palimpsest.gateway.config.EvidenceConfig;
import io.palimpsest.gateway.config.ImageUrlConfig;
import io.palimpsest.gateway.config.LimitsConfig;
import io.palimpsest.gateway.config.ManagementConfig;
import io.palimpsest.gateway.config.TlsConfig;
import io.palimpsest.gateway.evidence.EvidencePages;
import io.palimpsest.gateway.fetch.AddressRules;
import io.palimpsest.gateway.fetch.HostResolver;
import io.palimpsest.gateway.fetch.UrlFetcher;
import io.palimpsest.gateway.fetch.UrlSettings;
import io.palimpsest.gateway.http.ApiConnections;
import io.palimpsest.gateway.http.ConnectionLimits;
import io.palimpsest.gateway.http.HttpServices;
import io.palimpsest.gateway.http.MemoryBudget;
import io.palimpsest.gateway.lookup.CallDesk;
import io.palimpsest.gateway.management.HealthMonitor;
import io.palimpsest.gateway.management.ManagementPages;
import io.palimpsest.gateway.protocol.Language;
import io.palimpsest.gateway.protocol.Messages;
import io.palimpsest.gateway.signature.Authenticator;
import io.palimpsest.gateway.tls.CertificateFiles;
import io.palimpsest.gateway.tls.ReloadingTls;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.platform.admission.Admission;
import io.palimpsest.platform.admission.LookupAdmission;
import io.palimpsest.platform.admission.QuotaMeter;
import io.palimpsest.platform.admission.RateLimiter;
import io.palimpsest.platform.call.CallService;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.call.Copying;
import io.palimpsest.platform.call.Deadlines;
import io.palimpsest.platform.call.FaultPoints;
import io.palimpsest.platform.call.Keeping;
import io.palimpsest.platform.call.Settler;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.credentials.Directory;
import io.palimpsest.platform.debugcopies.CopyRules;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.health.StoreProbe;
import io.palimpsest.platform.holds.HeldRegion;
import io.palimpsest.platform.lookup.EraseNow;
import io.palimpsest.platform.metering.CallIds;
import io.palimpsest.platform.metering.PriceList;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.statements.StatementDesk;
import io.palimpsest.platform.subjects.SubjectCells;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.policy.decision.PolicyDecisions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Wires the gateway. From outside it needs {@link Cells}, {@link SubjectCells}, {@link
 * ControlStore}, {@link RightsStore}, {@link DocumentReader}, {@link PolicyStore}, {@link
 * PriceList}, {@link FaultPoints}, {@link Clock}, {@link HeldRegion}s and {@link EvidenceCell}s of
 * these cells, and takes an {@link OcrEngine}, {@link StoreProbe}s and a {@link HostResolver} where
 * there are any.
 */
@Factory
final class GatewayFactory {

  /** One virtual thread per call; what bounds them is the memory that their requests may take. */
  @Singleton
  @Bean(preDestroy = "shutdownNow")
  @GatewayPart
  ExecutorService worker() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call-", 0).factory());
  }

  @Singleton
  @Bean(preDestroy = "shutdownGracefully")
  @GatewayPart
  EventLoopGroup loops() {
    return new MultiThreadIoEventLoopGroup(
        0,
        Thread.ofPlatform().daemon().name("gateway-io-", 0).factory(),
        NioIoHandler.newFactory());
  }

  @Singleton
  Directory directory(ControlStore control, Clock clock) {
    return new Directory(control, clock);
  }

  @Singleton
  QuotaMeter quotas(Clock clock) {
    return new QuotaMeter(clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  Deadlines deadlines(ApiConfig config) {
    return new Deadlines(config.callTimeout(), config.callGrace());
  }

  @Singleton
  PolicyDecisions decisions(PolicyStore policies) {
    return new PolicyDecisions(policies);
  }

  @Singleton
  Keeping keeping(
      PolicyDecisions decisions,
      ControlStore control,
      RightsStore rights,
      SubjectCells subjects,
      Deadlines deadlines,
      FaultPoints faults,
      Clock clock,
      CallMetrics metrics) {
    return new Keeping(
        decisions, control, rights, subjects, deadlines, faults, clock, metrics::kept);
  }

  @Singleton
  Copying copying(
      PolicyStore policies,
      ControlStore control,
      SubjectCells subjects,
      Deadlines deadlines,
      Clock clock,
      CallMetrics metrics) {
    return new Copying(
        new CopyRules(policies), control, subjects, deadlines, clock, metrics::copied);
  }

  @Singleton
  CallService calls(
      Cells cells,
      PolicyDecisions decisions,
      PriceList prices,
      DocumentReader reader,
      QuotaMeter quotas,
      Deadlines deadlines,
      Keeping keeping,
      Copying copying,
      FaultPoints faults,
      Clock clock) {
    Admission admission = new Admission(decisions, new RateLimiter(clock), quotas, clock);
    return new CallService(
        cells,
        admission,
        prices,
        reader,
        deadlines,
        new Settler(decisions, clock, faults),
        keeping,
        Optional.of(copying),
        faults);
  }

  /** Without cells no evidence is kept here, and every page is absent. */
  @Singleton
  EvidencePages evidence(List<EvidenceCell> cells, EvidenceConfig config) {
    return new EvidencePages(cells, config.publicTiles());
  }

  @Singleton
  CallDesk desk(
      SubjectCells subjects,
      List<HeldRegion> holds,
      List<EvidenceCell> evidence,
      PolicyStore policies,
      Deadlines deadlines,
      Clock clock) {
    return new CallDesk(
        subjects, holds, evidence, policies, new EraseNow(deadlines.over(), clock), clock);
  }

  @Singleton
  StatementDesk statements(
      List<EvidenceCell> evidence,
      ControlStore control,
      PolicyDecisions decisions,
      PriceList prices,
      Deadlines deadlines,
      Clock clock) {
    return new StatementDesk(evidence, control, decisions, prices, deadlines.over(), clock);
  }

  @Singleton
  OwnCalls ownCalls(
      Cells cells,
      CallDesk desk,
      PolicyDecisions decisions,
      PriceList prices,
      StatementDesk statements,
      Deadlines deadlines,
      Clock clock) {
    return new OwnCalls(
        cells,
        desk,
        new LookupAdmission(new RateLimiter(clock)),
        decisions,
        prices,
        statements,
        deadlines.over(),
        clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  PrometheusMeterRegistry metrics() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    List.of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
    return registry;
  }

  @Singleton
  CallMetrics callMetrics(PrometheusMeterRegistry registry) {
    return new CallMetrics(registry);
  }

  @Singleton
  MemoryBudget memory(LimitsConfig config) {
    return new MemoryBudget(config.memory());
  }

  @Singleton
  UrlFetcher fetcher(
      ImageUrlConfig config,
      Optional<HostResolver> resolver,
      @GatewayPart EventLoopGroup loops,
      @GatewayPart ExecutorService worker) {
    UrlSettings settings =
        new UrlSettings(
            new AddressRules(config.allowedNetworks()),
            config.timeout(),
            config.redirects(),
            new HashSet<>(config.ports()));
    return new UrlFetcher(
        settings, resolver.orElseGet(HostResolver::system), loops, worker, System::nanoTime);
  }

  @Singleton
  ApiProcessor processor(
      ApiConfig config,
      Cells cells,
      CallService calls,
      OwnCalls own,
      PolicyDecisions decisions,
      Directory directory,
      UrlFetcher fetcher,
      CallMetrics metrics,
      Clock clock) {
    Replies replies = new Replies(new Messages(), Language.of(config.language()).orElseThrow());
    return new ApiProcessor(
        new ActionCatalogue(clock),
        new Authenticator(directory, clock),
        new CallPlanner(fetcher, config.maxPixels(), config.decodeTimeout(), replies),
        calls,
        own,
        replies,
        new RefusalLog(calls, decisions, cells.all().getFirst().region()),
        metrics);
  }

  /** Empty without certificate and key. */
  @Singleton
  TlsFiles tls(TlsConfig config) throws IOException {
    if (!config.enabled()) {
      return new TlsFiles(Optional.empty());
    }
    CertificateFiles files =
        new CertificateFiles(
            Path.of(config.certificateFile().orElseThrow()),
            Path.of(config.keyFile().orElseThrow()));
    return new TlsFiles(Optional.of(new ReloadingTls(files)));
  }

  @Singleton
  HealthMonitor health(
      ManagementConfig config,
      List<StoreProbe> stores,
      Directory directory,
      MemoryBudget memory,
      TlsFiles tls,
      Optional<OcrEngine> engine,
      @GatewayPart ExecutorService worker,
      Clock clock) {
    List<StoreProbe> all =
        new ArrayList<>(OwnProbes.of(directory, memory, tls.reloading(), engine, clock));
    all.addAll(stores);
    return new HealthMonitor(
        all, config.probeTimeout(), config.probeEvery(), worker, System::nanoTime);
  }

  @Singleton
  @Bean(preDestroy = "close")
  Chores chores(Directory directory, TlsFiles tls, TlsConfig config) {
    Chores chores = new Chores();
    chores.poll(directory);
    tls.reloading()
        .ifPresent(certificate -> chores.every(config.reloadEvery(), certificate::reload));
    return chores;
  }

  @Singleton
  ManagementPages managementPages(HealthMonitor health, PrometheusMeterRegistry registry) {
    return new ManagementPages(health, registry);
  }

  @Singleton
  @Bean(preDestroy = "close")
  Gateway gateway(
      NettyEmbeddedServerFactory netty,
      ApiConfig api,
      ManagementConfig management,
      LimitsConfig limits,
      ApiProcessor processor,
      MemoryBudget memory,
      TlsFiles tls,
      @GatewayPart ExecutorService worker,
      Clock clock) {
    HttpServices services =
        new HttpServices(
            processor,
            connectionLimits(limits),
            memory,
            new CallIds(clock),
            worker,
            System::nanoTime);
    var connections =
        new ApiConnections(services, () -> tls.reloading().map(ReloadingTls::current));
    Servers servers = new Servers(netty);
    return new Gateway(
        servers.api(api, limits, connections),
        servers.management(management),
        api.shutdownTimeout());
  }

  private static ConnectionLimits connectionLimits(LimitsConfig config) {
    return new ConnectionLimits(
        config.body(),
        config.query(),
        config.headers(),
        config.requestTimeout(),
        config.silence(),
        config.keepAlive(),
        config.responseTimeout(),
        config.drain());
  }

  /** A certificate that is reloaded, or none. */
  record TlsFiles(Optional<ReloadingTls> reloading) {}
}
