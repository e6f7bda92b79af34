package io.palimpsest.gateway.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.palimpsest.gateway.http.MemoryBudget;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlFetcherTest {
  private static final int LIMIT = 100_000;
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
  private final MemoryBudget budget = new MemoryBudget(10_000_000);
  private final CountDownLatch stalled = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();
  private final List<String> hosts = new ArrayList<>();
  private HttpServer server;
  private EventLoopGroup loops;
  private ExecutorService worker;
  private int port;

  @BeforeEach
  void start() throws IOException {
    loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    worker = Executors.newVirtualThreadPerTaskExecutor();
    server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.setExecutor(worker);
    server.createContext("/", this::serve);
    server.start();
    port = server.getAddress().getPort();
    names.put("pictures.example", List.of(LOOPBACK));
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.stop(0);
    worker.shutdownNow();
    loops.shutdownGracefully();
  }

  @Test
  void aFileShouldBeFetchedUnderItsOwnName() {
    assertThat(fetch("/file?a=1", LIMIT)).hasSize(1000);
    assertThat(hosts).containsExactly("pictures.example:" + port);
  }

  @Test
  void redirectsShouldBeFollowedThreeTimesAndNoFurther() {
    assertThat(fetch("/hop/3", LIMIT)).hasSize(1000);
    refused("/hop/4", ErrorCode.DOWNLOAD_ERROR);
  }

  @Test
  void aRedirectShouldBeCheckedAsTheUrlItselfIs() {
    names.put("inside.example", List.of(InetAddress.ofLiteral("10.0.0.1")));

    refused("/to?http://inside.example/", ErrorCode.DOWNLOAD_ERROR);
    refused("/to?file:///etc/passwd", ErrorCode.DOWNLOAD_ERROR);
    refused("/to?http://pictures.example:22/", ErrorCode.DOWNLOAD_ERROR);
    refused("/to?http://169.254.169.254/latest/meta-data", ErrorCode.DOWNLOAD_ERROR);
  }

  @Test
  void aHostWithOneClosedAddressShouldNotBeSpokenTo() {
    names.put("mixed.example", List.of(LOOPBACK, InetAddress.ofLiteral("192.168.0.1")));

    assertThatThrownBy(
            () ->
                fetcher(LOOPBACK_OPEN)
                    .fetch(
                        url("mixed.example", "/file"), LIMIT, budget.open(), Cancellation.never()))
        .isInstanceOf(CallFailure.class);
    assertThat(requests).hasValue(0);
  }

  @Test
  void aSecondDnsAnswerShouldNotLeadElsewhere() {
    AtomicInteger lookups = new AtomicInteger();
    HostResolver rebinding =
        host ->
            lookups.getAndIncrement() == 0
                ? List.of(LOOPBACK)
                : List.of(InetAddress.ofLiteral("10.0.0.1"));

    byte[] file =
        fetcher(rebinding, LOOPBACK_OPEN, Duration.ofSeconds(3))
            .fetch(url("pictures.example", "/file"), LIMIT, budget.open(), Cancellation.never());

    assertThat(file).hasSize(1000);
    assertThat(lookups).hasValue(1);
  }

  @Test
  void loopbackShouldBeClosedUnlessItIsOpened() {
    UrlFetcher closed = fetcher(List.of());
    for (String host :
        List.of("127.0.0.1", "pictures.example", "2130706433", "0x7f.1", "[::1]", "localhost")) {
      assertThatThrownBy(
              () -> closed.fetch(url(host, "/file"), LIMIT, budget.open(), Cancellation.never()))
          .as(host)
          .isInstanceOfSatisfying(
              CallFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DOWNLOAD_ERROR));
    }
    assertThat(requests).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://pictures.example/", "file:///etc/passwd", "http://user:pass@pictures.example/",
            "http:///x", "http://",
        "not a url", "gopher://pictures.example", "http://pictures.example:1/",
            "//pictures.example/", "http://nobody.example/"
      })
  void aUrlThatIsNotPlainShouldBeRefused(String url) {
    assertThatThrownBy(
            () -> fetcher(LOOPBACK_OPEN).fetch(url, LIMIT, budget.open(), Cancellation.never()))
        .isInstanceOfSatisfying(
            CallFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DOWNLOAD_ERROR));
  }

  @Test
  void aFileOverTheLimitShouldBeRefusedDeclaredOrNot() {
    refused("/large", ErrorCode.FILE_TOO_LARGE);
    refused("/streamed", ErrorCode.FILE_TOO_LARGE);
  }

  @Test
  void whatIsNotAFileShouldBeRefused() {
    refused("/missing", ErrorCode.DOWNLOAD_ERROR);
    refused("/packed", ErrorCode.DOWNLOAD_ERROR);
  }

  @Test
  void aServerThatStallsShouldBeLeftAfterTheWholeTime() {
    UrlFetcher impatient = fetcher(this::resolve, LOOPBACK_OPEN, Duration.ofMillis(300));

    assertThatThrownBy(
            () ->
                impatient.fetch(
                    url("pictures.example", "/stall"), LIMIT, budget.open(), Cancellation.never()))
        .hasMessageContaining("300 ms");
  }

  @Test
  void aCancelledCallShouldStopFetching() throws Exception {
    Cancellation cancellation = Cancellation.create();
    var fetched =
        worker.submit(
            () ->
                fetcher(LOOPBACK_OPEN)
                    .fetch(url("pictures.example", "/stall"), LIMIT, budget.open(), cancellation));
    stalled.await();

    cancellation.cancel();

    assertThatThrownBy(fetched::get).hasCauseInstanceOf(OcrFailure.Cancelled.class);
  }

  @Test
  void aDownloadShouldBeChargedToTheCallsMemory() {
    MemoryBudget small = new MemoryBudget(17_000);
    MemoryBudget.Lease lease = small.open();

    assertThatThrownBy(
            () ->
                fetcher(LOOPBACK_OPEN)
                    .fetch(url("pictures.example", "/file"), LIMIT, lease, Cancellation.never()))
        .isInstanceOfSatisfying(
            CallFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    lease.close();
    assertThat(small.used()).isZero();
  }

  private static final List<String> LOOPBACK_OPEN = List.of("127.0.0.1/32");

  private byte[] fetch(String path, int limit) {
    return fetcher(LOOPBACK_OPEN)
        .fetch(url("pictures.example", path), limit, budget.open(), Cancellation.never());
  }

  private void refused(String path, ErrorCode code) {
    assertThatThrownBy(() -> fetch(path, LIMIT))
        .as(path)
        .isInstanceOfSatisfying(CallFailure.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private UrlFetcher fetcher(List<String> allowed) {
    return fetcher(this::resolve, allowed, Duration.ofSeconds(3));
  }

  private UrlFetcher fetcher(HostResolver resolver, List<String> allowed, Duration total) {
    UrlSettings settings =
        new UrlSettings(new AddressRules(allowed), total, 3, Set.of(80, 443, port));
    return new UrlFetcher(settings, resolver, loops, worker, System::nanoTime);
  }

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    if (host.endsWith(".example")) {
      List<InetAddress> found = names.get(host);
      if (found == null) {
        throw new UnknownHostException(host);
      }
      return found;
    }
    return HostResolver.system().resolve(host);
  }

  private String url(String host, String path) {
    return "http://" + host + ":" + port + path;
  }

  private void serve(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    hosts.add(exchange.getRequestHeaders().getFirst("Host"));
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      switch (path) {
        case "/file" -> send(exchange, 200, 1000, 1000);
        case "/large" -> send(exchange, 200, LIMIT + 1, LIMIT + 1);
        case "/streamed" -> send(exchange, 200, 0, LIMIT + 1);
        case "/packed" -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          send(exchange, 200, 10, 10);
        }
        case "/to" -> redirect(exchange, exchange.getRequestURI().getRawQuery());
        case "/hop/0" -> send(exchange, 200, 1000, 1000);
        case "/stall" -> stall();
        default -> {
          if (path.startsWith("/hop/")) {
            redirect(exchange, "/hop/" + (Integer.parseInt(path.substring(5)) - 1));
          } else {
            send(exchange, 404, 10, 10);
          }
        }
      }
    }
  }

  private void stall() {
    stalled.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(302, -1);
  }

  private static void send(HttpExchange exchange, int status, int declared, int length)
      throws IOException {
    exchange.sendResponseHeaders(status, declared);
    exchange.getResponseBody().write(new byte[length]);
  }
}
