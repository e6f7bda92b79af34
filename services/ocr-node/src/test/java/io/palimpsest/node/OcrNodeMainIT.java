package io.palimpsest.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.node.client.NodeAddress;
import io.palimpsest.node.client.NodePool;
import io.palimpsest.node.client.NodeState;
import io.palimpsest.node.client.PoolSettings;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.OcrEngines;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.Tier;
import io.palimpsest.ocr.model.ModelPacks;
import io.palimpsest.ocr.model.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole nodes with the real engine: what they read, what they leave, how they end. */
class OcrNodeMainIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String[] LINES = {"SPECIMEN 20417", "Harbour Street 12", "TOTAL 43.62"};

  @TempDir private Path folder;

  @Test
  void aNodeShouldReadAsTheEngineItselfAndLeaveNothing() throws Exception {
    List<byte[]> files =
        Stream.of("png", "jpg", "bmp").map(kind -> Pictures.page(kind, 420, 220, LINES)).toList();
    try (NodeProgram node = NodeProgram.start(folder.resolve("node"));
        NodePool pool = pool(node)) {
      pool.read(Pictures.blank(), DocumentOptions.lenient());
      Set<Path> before = filesIn(folder);

      List<List<String>> read = files.stream().map(file -> lines(pool, file)).toList();

      assertThat(read).isEqualTo(besideTheEngine(files));
      assertThat(read).allSatisfy(page -> assertThat(page).containsExactly(LINES));
      assertThat(filesIn(folder)).isEqualTo(before);
      node.process().destroy();
      assertThat(node.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(node.output()).contains("drained").doesNotContain(LINES);
    }
  }

  @Test
  void aNodeThatIsToldToEndShouldFinishWhatItReads() throws Exception {
    try (NodeProgram node = NodeProgram.start(folder.resolve("node"));
        NodePool pool = pool(node)) {
      List<CompletableFuture<List<String>>> calls = longCalls(pool);
      await().atMost(PATIENCE).until(() -> busy(pool) > 0);

      node.process().destroy(); // SIGTERM

      calls.forEach(call -> assertThat(call.join()).contains(LINES));
      assertThat(node.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(node.process().exitValue()).isEqualTo(143);
    }
  }

  @Test
  void callsOnANodeThatIsKilledShouldBeReadByAnother() throws Exception {
    try (NodeProgram dying = NodeProgram.start(folder.resolve("a"));
        NodeProgram other = NodeProgram.start(folder.resolve("b"));
        NodePool pool = pool(dying, other)) {
      List<CompletableFuture<List<String>>> calls = longCalls(pool);
      await()
          .atMost(PATIENCE)
          .until(() -> pool.states().stream().allMatch(node -> node.inFlight() > 0));

      dying.kill();

      calls.forEach(call -> assertThat(call.join()).contains(LINES));
      await().until(() -> pool.states().stream().filter(NodeState::up).count() == 1);
    }
  }

  /** Each of them takes the engine a good part of a second. */
  private static List<CompletableFuture<List<String>>> longCalls(NodePool pool) {
    byte[] file = Pictures.page("png", 1200, 1600, many());
    return Stream.generate(() -> Async.call(() -> lines(pool, file))).limit(3).toList();
  }

  private static String[] many() {
    return Stream.generate(() -> LINES).limit(10).flatMap(Stream::of).toArray(String[]::new);
  }

  private static int busy(NodePool pool) {
    return pool.states().stream().mapToInt(NodeState::busy).sum();
  }

  private static List<List<String>> besideTheEngine(List<byte[]> files) {
    Path models = NodeOptions.read(System.getenv(), List.of()).models();
    try (OcrEngine engine =
        OcrEngines.open(
            ModelPacks.tiers(models, ProgressListener.silent()), EngineSettings.defaults())) {
      var reader = DocumentReaders.of(engine);
      return files.stream().map(file -> text(reader.read(file, options()))).toList();
    }
  }

  private static List<String> lines(NodePool pool, byte[] file) {
    return text(pool.read(file, options()));
  }

  private static DocumentOptions options() {
    return DocumentOptions.lenient().withRead(ReadOptions.page().withTier(Tier.ACCURATE));
  }

  private static List<String> text(Reading reading) {
    return reading.page().lines().stream().map(TextLine::text).toList();
  }

  private static NodePool pool(NodeProgram... nodes) {
    List<NodeAddress> addresses =
        Stream.of(nodes)
            .<NodeAddress>map(node -> new NodeAddress.Remote("127.0.0.1", node.port()))
            .toList();
    NodePool pool = NodePool.open(PoolSettings.of(addresses), Optional.empty());
    await().atMost(PATIENCE).until(() -> pool.states().stream().allMatch(NodeState::up));
    return pool;
  }

  /** Every file but the log, which grows. */
  private static Set<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !path.endsWith("output")).collect(Collectors.toSet());
    }
  }
}
