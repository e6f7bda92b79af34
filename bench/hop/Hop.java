import io.palimpsest.node.NodeSettings;
import io.palimpsest.node.OcrNode;
import io.palimpsest.node.client.NodeAddress;
import io.palimpsest.node.client.NodePool;
import io.palimpsest.node.client.NodeState;
import io.palimpsest.node.client.PoolSettings;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.OcrEngines;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.model.ModelPacks;
import io.palimpsest.ocr.model.ProgressListener;
import io.palimpsest.standalone.launch.CacheFolder;
import io.palimpsest.standalone.sample.SampleDocuments;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * The same engine beside the caller and behind gRPC, in turns: first as it is, then with the
 * engine's own answer played back, where the way stands alone.
 */
final class Hop {
  private static final double LIMIT_MILLIS = 3;
  private static final double LIMIT_SHARE = 0.05;
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  public static void main(String[] arguments) throws Exception {
    String which = arguments.length > 0 ? arguments[0] : "receipt";
    int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
    Path models = CacheFolder.of(System.getenv()).models();
    Path samples = Files.createTempDirectory("hop");
    byte[] file =
        which.equals("page") ? page() : Files.readAllBytes(SampleDocuments.write(samples).getFirst());
    boolean ok;
    try (OcrEngine engine =
        OcrEngines.open(
            ModelPacks.tiers(models, ProgressListener.silent()), EngineSettings.defaults())) {
      DocumentReader beside = DocumentReaders.of(engine);
      Reading answer = beside.read(file, DocumentOptions.lenient());
      System.out.printf(
          "%s, %d bytes, %d lines; medians of %d, ms%n",
          which, file.length, answer.page().lines().size(), calls);
      Way real = measure(file, beside, calls, 5);
      Way played = measure(file, (_, _) -> answer, Math.max(calls, 200), 200);
      System.out.printf(
          "reading: beside %.2f, over gRPC %.2f; way %.2f (there %.2f, back %.2f), %.2f %% of the call beside%n",
          real.beside, real.over, real.there + real.back, real.there, real.back, real.share());
      System.out.printf(
          "the reading itself, behind gRPC less beside: %.2f; beside less beside: %.2f%n",
          real.slower, real.noise);
      System.out.printf(
          "played back: way %.2f (there %.2f, back %.2f)%n",
          played.there + played.back, played.there, played.back);
      ok = real.kept() && played.kept() && real.share() <= 100 * LIMIT_SHARE;
    }
    System.exit(ok ? 0 : 1);
  }

  /**
   * Medians, milliseconds.
   *
   * @param there from the caller's word until the reader behind gRPC has it
   * @param back from the reader's answer until the caller has it
   * @param slower what the reading took longer behind gRPC than beside, in pairs
   * @param noise the same of two readings that are both beside: what such a difference is worth
   */
  private record Way(
      double beside, double over, double there, double back, double slower, double noise) {
    double share() {
      return 100 * (there + back) / beside;
    }

    boolean kept() {
      return there + back <= LIMIT_MILLIS;
    }
  }

  /** One call: when the caller and the reader began and ended, {@link System#nanoTime()}. */
  private record Call(long from, long begun, long done, long to) {
    double whole() {
      return (to - from) / 1e6;
    }

    double there() {
      return (begun - from) / 1e6;
    }

    double reading() {
      return (done - begun) / 1e6;
    }

    double back() {
      return (to - done) / 1e6;
    }
  }

  /** Tells when it is asked and when it has answered. */
  private static final class Stamped implements DocumentReader {
    private final DocumentReader reader;
    private volatile long begun;
    private volatile long done;

    Stamped(DocumentReader reader) {
      this.reader = reader;
    }

    @Override
    public Reading read(byte[] file, DocumentOptions options) {
      begun = System.nanoTime();
      Reading answer = reader.read(file, options);
      done = System.nanoTime();
      return answer;
    }
  }

  /** Three calls a turn, two beside and one over gRPC, in an order that turns too. */
  private static Way measure(byte[] file, DocumentReader reader, int calls, int warm)
      throws Exception {
    Stamped stamped = new Stamped(reader);
    try (ExecutorService caller = Executors.newCachedThreadPool();
        OcrNode node = OcrNode.start(stamped, "hop", "cpu", NodeSettings.defaults().withPort(0));
        NodePool pool =
            NodePool.open(
                PoolSettings.of(List.of(NodeAddress.parse("127.0.0.1:" + node.port()))),
                Optional.empty())) {
      while (pool.states().stream().noneMatch(NodeState::up)) {
        Thread.sleep(20);
      }
      List<DocumentReader> ways = List.of(stamped, stamped, pool);
      Call[][] made = new Call[3][calls];
      for (int i = -warm; i < calls; i++) {
        for (int j = 0; j < 3; j++) {
          int way = Math.floorMod(i + j, 3); // none is always the one that goes first
          Call call = caller.submit(() -> call(ways.get(way), stamped, file)).get();
          if (i >= 0) {
            made[way][i] = call;
          }
        }
      }
      return new Way(
          median(i -> made[0][i].whole(), calls),
          median(i -> made[2][i].whole(), calls),
          median(i -> made[2][i].there(), calls),
          median(i -> made[2][i].back(), calls),
          median(i -> made[2][i].reading() - made[0][i].reading(), calls),
          median(i -> made[1][i].reading() - made[0][i].reading(), calls));
    }
  }

  /**
   * On a thread of a pool, as a gateway and a node call: on the main thread, whose malloc arena is
   * another one, the engine took an eighth less time, and the way seemed to be the difference.
   */
  private static Call call(DocumentReader reader, Stamped stamped, byte[] file) {
    long from = System.nanoTime();
    reader.read(file, cancellable());
    long to = System.nanoTime();
    return new Call(from, stamped.begun, stamped.done, to);
  }

  /** As every call of a gateway is, and every call that reaches a node. */
  private static DocumentOptions cancellable() {
    return DocumentOptions.lenient()
        .withRead(ReadOptions.page().withCancellation(Cancellation.create()));
  }

  private static double median(IntToDoubleFunction value, int count) {
    double[] values = IntStream.range(0, count).mapToDouble(value).sorted().toArray();
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
  }

  /** A4 at 200 dpi, 46 lines. */
  private static byte[] page() throws Exception {
    BufferedImage image = new BufferedImage(1654, 2339, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setColor(Color.BLACK);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    try (InputStream font = Hop.class.getResourceAsStream(FONT)) {
      g.setFont(Font.createFont(Font.TRUETYPE_FONT, font).deriveFont(30f));
    }
    for (int line = 0; line < 46; line++) {
      g.drawString(
          (line + 1) + ". This line of a long letter was drawn by a program, No. " + 7919 * line,
          150,
          150 + 45 * line);
    }
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
