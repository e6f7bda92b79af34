package io.palimpsest.ocr.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.ocr.Alphabet;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.Drawings;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.OcrEngines;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.Tier;
import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.ocr.internal.geometry.Quads;
import io.palimpsest.ocr.internal.geometry.Turn;
import io.palimpsest.ocr.model.ModelPack;
import io.palimpsest.ocr.model.ModelPacks;
import io.palimpsest.ocr.model.ProgressListener;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way from pixels to text, with real models. */
@Timeout(120)
class OnnxOcrEngineIT {
  private static final String[] RECEIPT = {
    "Harbour Books 2026", "Atlas of tides 48.50", "Pencil, soft 2.20", "Total due 50.70"
  };

  private static OcrEngine engine;

  @BeforeAll
  static void openEngine() {
    engine = OcrEngines.open(EngineUnderTest.packs(), new EngineSettings(2, 2));
  }

  @AfterAll
  static void closeEngine() {
    engine.close();
  }

  @Test
  void readShouldGiveLinesInOrderWithCharactersInTheirPlaces() {
    Page page = engine.read(picture(), ReadOptions.page());

    assertReads(page, RECEIPT);
    assertThat(page.angle()).isCloseTo(0, within(1.0));
    assertThat(engine.modelId()).contains(page.modelId().split("\\+"));
    for (TextLine line : page.lines()) {
      assertThat(line.confidence()).isBetween(0.8, 1.0);
      assertThat(String.join("", line.glyphs().stream().map(Glyph::text).toList()))
          .isEqualTo(line.text());
      assertThat(line.glyphs())
          .isSortedAccordingTo(
              (a, b) -> Double.compare(a.quad().topLeft().x(), b.quad().topLeft().x()));
    }
    // The first d of "Total due" is drawn some 108 px from the left.
    Glyph d =
        page.lines().getLast().glyphs().stream()
            .filter(g -> g.text().equals("d"))
            .findFirst()
            .orElseThrow();
    assertThat(Quads.centre(d.quad()).x()).isCloseTo(108, within(14.0));
  }

  @ParameterizedTest
  @EnumSource(Turn.class)
  void readShouldFindOutHowAPageLies(Turn turn) {
    Picture turned = turn.apply(picture());

    Page page = engine.read(turned, ReadOptions.page());

    assertReads(page, RECEIPT);
    double direction = Math.toDegrees(Quads.angle(page.lines().getFirst().quad()));
    assertThat(Math.IEEEremainder(page.angle() - turn.degrees(), 360)).isCloseTo(0, within(1.0));
    assertThat(Math.IEEEremainder(direction - turn.degrees(), 360)).isCloseTo(0, within(2.0));
    assertThat(page.width()).isEqualTo(turned.width());
  }

  @Test
  void readShouldTakeEncodedFiles() throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(Drawings.page(420, 240, RECEIPT), "png", png);

    Reading reading = DocumentReaders.of(engine).read(png.toByteArray(), DocumentOptions.lenient());

    assertReads(reading.page(), RECEIPT);
    assertThat(reading.recognition()).isPositive();
  }

  @Test
  void readShouldFindNothingOnABlankPageAndOnASinglePixel() {
    assertThat(engine.read(Drawings.picture(Drawings.page(400, 300)), ReadOptions.page()).lines())
        .isEmpty();
    assertThat(engine.read(new Picture(1, 1, new byte[3]), ReadOptions.page()).lines()).isEmpty();
    assertThat(engine.read(new Picture(20_000, 3, new byte[180_000]), ReadOptions.page()).lines())
        .isEmpty();
  }

  @Test
  void readShouldTakeAWholePictureForOneLineWhenAskedTo() {
    BufferedImage line = Drawings.page(330, 80, "Harbour Books 2026").getSubimage(20, 25, 300, 45);

    Page page =
        engine.read(
            Drawings.picture(line), ReadOptions.page().withMode(ReadOptions.Mode.SINGLE_LINE));

    assertReads(page, "Harbour Books 2026");
  }

  @Test
  void readShouldKeepToTheAlphabetAskedFor() {
    BufferedImage line = Drawings.page(330, 80, "O0O I1I S5S").getSubimage(20, 25, 300, 45);
    ReadOptions oneLine = ReadOptions.page().withMode(ReadOptions.Mode.SINGLE_LINE);

    Page digits =
        engine.read(Drawings.picture(line), oneLine.withAlphabet(Alphabet.of("0123456789")));
    Page capitals =
        engine.read(
            Drawings.picture(line),
            oneLine.withAlphabet(Alphabet.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ")));

    assertThat(digits.lines().getFirst().text()).matches("\\d{5,}");
    assertThat(capitals.lines().getFirst().text()).matches("[A-Z]{5,}");
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void readShouldReadOnEveryTier(Tier tier) {
    Page page = engine.read(picture(), ReadOptions.page().withTier(tier));

    assertReads(page, RECEIPT);
    assertThat(engine.modelId()).contains(page.modelId().split("\\+"));
  }

  @Test
  void readShouldOnlyFindBoxesWhenAskedTo() {
    Page page = engine.read(picture(), ReadOptions.page().withMode(ReadOptions.Mode.DETECT_ONLY));

    assertThat(page.lines()).hasSize(4).allSatisfy(l -> assertThat(l.text()).isEmpty());
    assertThat(page.lines().getFirst().quad().topLeft().y()).isCloseTo(32, within(8.0));
  }

  @Test
  void readShouldGiveTheSameTextInTilesOfALargePicture() {
    Picture large = Drawings.picture(Drawings.page(2600, 1500, RECEIPT));

    Page page = engine.read(large, ReadOptions.page().withSplit(true));

    assertReads(page, RECEIPT);
  }

  @Test
  void readShouldGiveEachOfManyConcurrentCallersItsOwnText() {
    List<CompletableFuture<Void>> calls =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> {
                          String mark = "Tenant " + (1000 + 37 * i);
                          Picture own =
                              Drawings.picture(Drawings.page(360, 140, mark, "Sum " + i + "7.00"));
                          Page page = engine.read(own, ReadOptions.page());
                          assertReads(page, mark, "Sum " + i + "7.00");
                        }))
            .toList();

    calls.forEach(CompletableFuture::join);
  }

  /**
   * The promise is 100 ms, which a machine busy with something else cannot show: what is asserted
   * is a share of the same picture's whole reading, and the milliseconds are printed.
   */
  @Test
  void readShouldStopSoonWhereverItIsCancelled() {
    String[] lines = new String[30];
    Arrays.fill(
        lines,
        "The quick brown fox jumps over the lazy dog, again and again, until it is called off.");
    Picture large = Drawings.picture(Drawings.page(1600, 1600, lines));
    long whole = LongStream.range(0, 2).map(i -> readingTime(large)).min().orElseThrow();

    List<Long> stops = new ArrayList<>();
    for (int percent = 2; percent < 80; percent += 12) {
      long delay = whole * percent / 100;
      // Other programs on the machine may take a processor away for a while, but not each time.
      LongStream.range(0, 3)
          .mapToObj(i -> stoppingTime(large, delay))
          .flatMapToLong(OptionalLong::stream)
          .min()
          .ifPresent(stops::add);
    }

    System.out.printf(
        "cancelled readings stopped after %s ms; a whole one took %d ms%n",
        stops.stream().map(TimeUnit.NANOSECONDS::toMillis).toList(),
        TimeUnit.NANOSECONDS.toMillis(whole));
    assertThat(stops).hasSizeGreaterThan(3).allMatch(stop -> stop < whole / 8);
  }

  private static long readingTime(Picture picture) {
    long start = System.nanoTime();
    engine.read(picture, ReadOptions.page());
    return System.nanoTime() - start;
  }

  /** Nanoseconds from the cancellation to the end; empty when the reading had ended before it. */
  private static OptionalLong stoppingTime(Picture picture, long delayNanos) {
    Cancellation cancellation = Cancellation.create();
    AtomicLong cancelled = new AtomicLong();
    CompletableFuture.delayedExecutor(delayNanos, TimeUnit.NANOSECONDS, Runnable::run)
        .execute(
            () -> {
              cancelled.set(System.nanoTime());
              cancellation.cancel();
            });
    try {
      engine.read(picture, ReadOptions.page().withCancellation(cancellation));
      return OptionalLong.empty();
    } catch (OcrFailure.Cancelled stopped) {
      return OptionalLong.of(System.nanoTime() - cancelled.get());
    }
  }

  @Test
  void readShouldWorkWithTheFallbackModelsToo(@TempDir Path cache) {
    ModelPack pack = ModelPacks.byId(ModelPacks.FALLBACK, cache, ProgressListener.silent());

    try (OcrEngine fallback = OcrEngines.open(pack, new EngineSettings(2, 1))) {
      assertReads(fallback.read(picture(), ReadOptions.page()), RECEIPT);
    }
  }

  @Test
  void closeShouldMakeLaterCallsFail() {
    OcrEngine other = OcrEngines.open(EngineUnderTest.packs(), new EngineSettings(1, 1));
    other.close();
    other.close();

    assertThatThrownBy(() -> other.read(picture(), ReadOptions.page()))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Spaces aside, which the fallback models leave out. */
  private static void assertReads(Page page, String... lines) {
    assertThat(page.lines())
        .extracting(line -> line.text().replace(" ", ""))
        .containsExactly(Arrays.stream(lines).map(l -> l.replace(" ", "")).toArray(String[]::new));
  }

  private static Picture picture() {
    return Drawings.picture(Drawings.page(420, 240, RECEIPT));
  }
}
