package io.palimpsest.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.palimpsest.node.Async;
import io.palimpsest.node.NodeSettings;
import io.palimpsest.node.OcrNode;
import io.palimpsest.node.Stall;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.error.OcrFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pool over real nodes whose work lasts until the test lets it end. */
class NodePoolIT {
  private static final byte[] FILE = {1, 2, 3};

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  @Test
  void aCallThatItsNodeLosesShouldBeReadElsewhere() {
    Stall dying = new Stall();
    OcrNode first = node("first", dying, 1, 0);
    NodePool pool = pool(first.port());
    CompletableFuture<String> call = read(pool);
    await().until(() -> dying.begun() == 1);
    OcrNode second = node("second", released(), 1, 0);
    NodePool both = pool(first.port(), second.port());
    CompletableFuture<String> other = readOnlyOn(dying, both);

    first.close();

    assertThat(other.join()).isEqualTo("second");
    assertThatThrownBy(call::join).hasCauseInstanceOf(OcrFailure.Unavailable.class);
  }

  @Test
  void aFullNodeShouldBeLeftForAnother() {
    Stall stall = new Stall();
    OcrNode full = node("full", stall, 1, 0);
    NodePool filling = pool(full.port());
    List<CompletableFuture<String>> calls = List.of(read(filling), read(filling));
    await().until(() -> stall.begun() == 2);
    OcrNode free = node("free", released(), 1, 0);
    NodePool both = pool(full.port(), free.port());

    List<String> answers = Stream.generate(() -> read(both).join()).limit(4).toList();

    assertThat(answers).containsOnly("free");
    stall.release();
    calls.forEach(call -> assertThat(call.join()).isEqualTo("full"));
  }

  @Test
  void withoutAnotherAFullNodeShouldBeToldAtOnce() {
    Stall stall = new Stall();
    NodePool pool = pool(node("full", stall, 1, 0).port());
    List<CompletableFuture<String>> calls = List.of(read(pool), read(pool));
    await().until(() -> stall.begun() == 2);
    long from = System.nanoTime();

    assertThatThrownBy(() -> pool.read(FILE, DocumentOptions.lenient()))
        .isInstanceOf(OcrFailure.Unavailable.class)
        .hasMessageContaining("has no room");

    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(1));
    stall.release();
    calls.forEach(CompletableFuture::join);
  }

  @Test
  void theDocumentsOwnFailureShouldNotBeTriedTwice() {
    AtomicInteger tries = new AtomicInteger();
    DocumentReader failing =
        (_, _) -> {
          tries.incrementAndGet();
          throw new OcrFailure.Undecodable("broken", null);
        };
    NodePool pool =
        pool(
            start(failing, "a", settings(1, 4)).port(), start(failing, "b", settings(1, 4)).port());

    assertThatThrownBy(() -> pool.read(FILE, DocumentOptions.lenient()))
        .isInstanceOf(OcrFailure.Undecodable.class)
        .hasMessage("broken");

    assertThat(tries).hasValue(1);
  }

  @Test
  void callsShouldGoWhereThereIsMostRoom() {
    Stall small = new Stall();
    Stall large = new Stall();
    NodePool pool = pool(node("small", small, 1, 8).port(), node("large", large, 3, 8).port());

    List<CompletableFuture<String>> calls = Stream.generate(() -> read(pool)).limit(6).toList();

    await().until(() -> small.begun() == 2 && large.begun() == 4);
    small.release();
    large.release();
    calls.forEach(CompletableFuture::join);
    assertThat(pool.states()).allSatisfy(state -> assertThat(state.inFlight()).isZero());
  }

  @Test
  void theEngineOfThisProcessShouldBeOneMoreNode() {
    Stall near = new Stall();
    Stall far = new Stall();
    OcrNode node = node("far", far, 1, 8);
    NodePool pool =
        open(
            settings(List.of(new NodeAddress.InProcess(), remote(node.port()))),
            Optional.of(new NodePool.Engine(reader("near", near), "near", 2)),
            HostResolver.system());
    await().until(() -> pool.states().stream().allMatch(NodeState::up));

    List<CompletableFuture<String>> calls = Stream.generate(() -> read(pool)).limit(4).toList();

    await().until(() -> near.begun() == 2 && far.begun() == 2);
    near.release();
    far.release();
    assertThat(calls).extracting(CompletableFuture::join).contains("near", "far");
  }

  @Test
  void aNodeThatComesBackShouldGetCallsAgain() {
    OcrNode first = node("before", released(), 1, 0);
    int port = first.port();
    NodePool pool = pool(port);
    assertThat(read(pool).join()).isEqualTo("before");
    first.close();
    await().until(() -> pool.states().stream().noneMatch(NodeState::up));

    CompletableFuture<String> patient = read(pool);
    start(reader("after", released()), "after", settings(1, 0).withPort(port));

    assertThat(patient.join()).isEqualTo("after");
  }

  @Test
  void withoutANodeACallShouldFailClearlyOncePatienceIsOver() {
    NodePool pool =
        open(
            settings(List.of(remote(1))).withPatience(Duration.ofMillis(300)),
            Optional.empty(),
            HostResolver.system());

    assertThatThrownBy(() -> pool.read(FILE, DocumentOptions.lenient()))
        .isInstanceOf(OcrFailure.Unavailable.class);

    assertThat(pool.states()).singleElement().matches(state -> !state.up());
  }

  @Test
  void theDeadlineShouldEndACallAndItsWork() {
    Stall stall = new Stall();
    OcrNode node = node("slow", stall, 1, 0);
    NodePool pool =
        open(
            settings(List.of(remote(node.port()))).withCallTimeout(Duration.ofMillis(400)),
            Optional.empty(),
            HostResolver.system());

    assertThatThrownBy(() -> pool.read(FILE, DocumentOptions.lenient()))
        .isInstanceOf(OcrFailure.Cancelled.class);

    await().atMost(Duration.ofSeconds(1)).until(() -> stall.cancelled() == 1);
  }

  @Test
  void theAddressesOfANameShouldBeFollowed() throws UnknownHostException {
    AtomicReference<List<InetAddress>> zone = new AtomicReference<>(addresses("127.0.0.1"));
    OcrNode node = start(reader("named", released()), "named", anywhere());
    NodePool pool =
        open(
            settings(List.of(new NodeAddress.Remote("nodes.test", node.port())))
                .withResolveEvery(Duration.ofMillis(50)),
            Optional.empty(),
            _ -> zone.get());
    await().until(() -> up(pool).equals(List.of("127.0.0.1:" + node.port())));

    zone.set(addresses("127.0.0.1", "127.0.0.2"));
    await().until(() -> up(pool).size() == 2);
    zone.set(addresses("127.0.0.2"));

    await().until(() -> up(pool).equals(List.of("127.0.0.2:" + node.port())));
    assertThat(read(pool).join()).isEqualTo("named");
  }

  @Test
  void aFileThatIsTooLargeForTheNodeShouldBeTheDocumentsFault() {
    NodeSettings s = settings(1, 4);
    NodeSettings small =
        new NodeSettings(
            s.host(),
            0,
            s.engine(),
            4,
            s.callLimit(),
            s.drainLimit(),
            1 << 20,
            false,
            s.certificate());
    NodePool pool = pool(start(reader("small", released()), "small", small).port());

    assertThatThrownBy(() -> pool.read(new byte[2 << 20], DocumentOptions.lenient()))
        .isInstanceOf(OcrFailure.SizeOutOfRange.class);
  }

  /** Takes tries until a call has come to the work given. */
  private CompletableFuture<String> readOnlyOn(Stall work, NodePool pool) {
    int begun = work.begun();
    CompletableFuture<String> call = read(pool);
    while (work.begun() == begun) {
      if (call.isDone()) {
        call = read(pool);
      }
      Thread.onSpinWait();
    }
    return call;
  }

  private static List<String> up(NodePool pool) {
    return pool.states().stream().filter(NodeState::up).map(NodeState::name).sorted().toList();
  }

  private static List<InetAddress> addresses(String... literals) throws UnknownHostException {
    List<InetAddress> all = new ArrayList<>();
    for (String each : literals) {
      all.add(InetAddress.getByName(each));
    }
    return all;
  }

  private static Stall released() {
    Stall stall = new Stall();
    stall.release();
    return stall;
  }

  private OcrNode node(String name, Stall stall, int parallelism, int seats) {
    return start(reader(name, stall), name, settings(parallelism, seats));
  }

  private static NodeSettings settings(int parallelism, int seats) {
    return NodeSettings.defaults()
        .withPort(0)
        .withEngine(new EngineSettings(1, parallelism))
        .withSeats(seats);
  }

  private static NodeSettings anywhere() {
    NodeSettings s = settings(1, 4);
    return new NodeSettings(
        "0.0.0.0",
        0,
        s.engine(),
        4,
        s.callLimit(),
        s.drainLimit(),
        s.maxMessage(),
        false,
        s.certificate());
  }

  private OcrNode start(DocumentReader reader, String name, NodeSettings settings) {
    OcrNode node = OcrNode.start(reader, name, "cpu", settings);
    opened.add(node);
    return node;
  }

  private static DocumentReader reader(String name, Stall stall) {
    return (_, options) -> {
      stall.work(options.read().cancellation());
      Page page = new Page(1, 1, 0, List.of(), name);
      return new Reading(page, ImageFormat.PNG, 1, Duration.ZERO, Duration.ZERO);
    };
  }

  private static NodeAddress remote(int port) {
    return new NodeAddress.Remote("127.0.0.1", port);
  }

  private static PoolSettings settings(List<NodeAddress> nodes) {
    return new PoolSettings(
        nodes,
        Duration.ofSeconds(20),
        Duration.ofSeconds(3),
        Duration.ofMillis(100),
        Duration.ofSeconds(10),
        Optional.empty());
  }

  /** A pool that knows all of its nodes already. */
  private NodePool pool(Integer... ports) {
    PoolSettings settings =
        settings(Stream.of(ports).<NodeAddress>map(NodePoolIT::remote).toList());
    NodePool pool = open(settings, Optional.empty(), HostResolver.system());
    await().until(() -> pool.states().stream().allMatch(NodeState::up));
    return pool;
  }

  private NodePool open(
      PoolSettings settings, Optional<NodePool.Engine> engine, HostResolver resolver) {
    NodePool pool = NodePool.open(settings, engine, resolver);
    opened.add(pool);
    return pool;
  }

  private static CompletableFuture<String> read(NodePool pool) {
    return Async.call(() -> pool.read(FILE, DocumentOptions.lenient()).page().modelId());
  }
}
