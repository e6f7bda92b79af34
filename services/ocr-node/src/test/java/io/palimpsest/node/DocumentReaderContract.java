package io.palimpsest.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.palimpsest.ocr.Alphabet;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.Tier;
import io.palimpsest.ocr.error.OcrFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link DocumentReader} does, wherever its engine is: the caller must not be able to
 * tell.
 */
interface DocumentReaderContract {

  /** A reader whose engine is the one given. What it opens is closed by the test class. */
  DocumentReader over(OcrEngine engine);

  @Test
  default void theReadingShouldBeTheEnginesToTheLastBit() {
    Page page =
        new Page(
            64,
            32,
            -179.9999999999,
            List.of(
                ScriptedEngine.line("Straße 7 · 電話 · \uD842\uDFB7"),
                ScriptedEngine.line(""),
                ScriptedEngine.line("\"\\\u0000\n")),
            "a+b");
    DocumentReader reader = over(new ScriptedEngine((_, _) -> page));

    Reading reading = reader.read(Pictures.blank(), DocumentOptions.lenient());

    assertThat(reading.page()).isEqualTo(page);
    assertThat(reading.format()).isEqualTo(ImageFormat.PNG);
    assertThat(reading.pageCount()).isEqualTo(1);
    assertThat(reading.decoding()).isPositive();
    assertThat(reading.recognition()).isPositive();
  }

  @Test
  default void aPageWithoutTextShouldBeAnAnswer() {
    DocumentReader reader = over(new ScriptedEngine((p, _) -> ScriptedEngine.page(p)));

    assertThat(reader.read(Pictures.blank(), DocumentOptions.lenient()).page().lines()).isEmpty();
  }

  @Test
  default void everyOptionShouldReachTheEngine() {
    AtomicReference<ReadOptions> seen = new AtomicReference<>();
    DocumentReader reader =
        over(
            new ScriptedEngine(
                (picture, options) -> {
                  seen.set(options);
                  return ScriptedEngine.page(picture);
                }));
    for (ReadOptions.Mode mode : ReadOptions.Mode.values()) {
      for (Tier tier : Tier.values()) {
        ReadOptions wanted =
            ReadOptions.page()
                .withMode(mode)
                .withTier(tier)
                .withSplit(tier == Tier.FAST)
                .withAlphabet(Alphabet.of("AB<é\uD842\uDFB7"));

        reader.read(Pictures.blank(), DocumentOptions.lenient().withRead(wanted));

        assertThat(seen.get().withCancellation(wanted.cancellation())).isEqualTo(wanted);
      }
    }
    reader.read(Pictures.blank(), DocumentOptions.lenient());
    assertThat(seen.get().alphabet()).isEmpty();
  }

  /** Files and limits that must be refused. */
  enum Bad {
    EMPTY(new byte[0]),
    TEXT("no picture at all".getBytes(StandardCharsets.UTF_8)),
    CUT_SHORT(Arrays.copyOf(Pictures.page("png", 300, 200, "cut"), 200)),
    BROKEN_PDF("%PDF-1.7\nnothing more".getBytes(StandardCharsets.UTF_8)),
    TOO_WIDE(Pictures.blank(), o -> with(o, o.formats(), 1, 63, 30_000)),
    TOO_SMALL(Pictures.blank(), o -> with(o, o.formats(), 33, 30_000, 30_000)),
    TOO_MANY_PIXELS(Pictures.blank(), o -> with(o, o.formats(), 1, 30_000, 2_047)),
    KIND_NOT_WANTED(Pictures.blank(), o -> with(o, Set.of(ImageFormat.PDF), 1, 30_000, 30_000)),
    NO_TIME(Pictures.page("bmp", 2000, 2000), Bad::withoutTime);

    private final byte[] file;
    private final UnaryOperator<DocumentOptions> options;

    Bad(byte[] file) {
      this(file, UnaryOperator.identity());
    }

    Bad(byte[] file, UnaryOperator<DocumentOptions> options) {
      this.file = file;
      this.options = options;
    }

    private static DocumentOptions with(
        DocumentOptions o, Set<ImageFormat> formats, int min, int max, long pixels) {
      return new DocumentOptions(formats, o.page(), min, max, pixels, o.decodeLimit(), o.read());
    }

    private static DocumentOptions withoutTime(DocumentOptions o) {
      return new DocumentOptions(
          o.formats(), 1, 1, o.maxSide(), o.maxPixels(), Duration.ofNanos(1), o.read());
    }
  }

  @ParameterizedTest
  @EnumSource
  default void aBadFileShouldFailAsItDoesBesideTheEngine(Bad bad) {
    OcrEngine engine = ScriptedEngine.tellingSizes();
    DocumentOptions options = bad.options.apply(DocumentOptions.lenient());

    OcrFailure failure = failure(over(engine), bad.file, options);

    OcrFailure beside = failure(DocumentReaders.of(engine), bad.file, options);
    assertThat(failure).hasSameClassAs(beside).hasMessage(beside.getMessage());
  }

  @Test
  default void theEnginesOwnFailuresShouldBeTold() {
    for (OcrFailure thrown :
        List.of(
            new OcrFailure.EngineFailed("no inference", null),
            new OcrFailure.ModelUnavailable("no pack", null))) {
      DocumentReader reader =
          over(
              new ScriptedEngine(
                  (_, _) -> {
                    throw thrown;
                  }));

      OcrFailure failure = failure(reader, Pictures.blank(), DocumentOptions.lenient());

      assertThat(failure).hasSameClassAs(thrown).hasMessage(thrown.getMessage());
    }
  }

  @Test
  default void aCallThatIsCancelledBeforeItBeginsShouldNotReachTheEngine() {
    Stall stall = new Stall();
    DocumentReader reader = over(stalling(stall));
    Cancellation cancellation = Cancellation.create();
    cancellation.cancel();

    OcrFailure failure = failure(reader, Pictures.blank(), cancelledBy(cancellation));

    assertThat(failure).isInstanceOf(OcrFailure.Cancelled.class);
    assertThat(stall.begun()).isZero();
  }

  @Test
  default void cancellationShouldStopTheWork() {
    Stall stall = new Stall();
    DocumentReader reader = over(stalling(stall));
    Cancellation cancellation = Cancellation.create();
    CompletableFuture<Reading> call =
        Async.call(() -> reader.read(Pictures.blank(), cancelledBy(cancellation)));
    await().until(() -> stall.begun() == 1);

    cancellation.cancel();

    assertThat(catchThrowableOfType(CompletionException.class, call::join))
        .hasCauseInstanceOf(OcrFailure.Cancelled.class);
    await().atMost(Duration.ofSeconds(1)).until(() -> stall.cancelled() == 1);
  }

  @Test
  default void callsAtOnceShouldEachGetTheirOwnAnswer() {
    DocumentReader reader = over(ScriptedEngine.tellingSizes());

    List<CompletableFuture<String>> answers =
        IntStream.range(0, 24)
            .mapToObj(
                i ->
                    Async.call(
                        () ->
                            reader
                                .read(Pictures.page("png", 40 + i, 30), DocumentOptions.lenient())
                                .page()
                                .lines()
                                .getFirst()
                                .text()))
            .toList();

    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).join()).isEqualTo(40 + i + "x30");
    }
  }

  @Test
  default void aLargeFileAndALargeAnswerShouldPass() {
    byte[] file = Pictures.page("bmp", 2500, 2000); // 15 MB
    Page page = new Page(9, 9, 0, java.util.Collections.nCopies(500, longLine()), "m");
    DocumentReader reader = over(new ScriptedEngine((_, _) -> page));

    assertThat(reader.read(file, DocumentOptions.lenient()).page()).isEqualTo(page);
  }

  private static io.palimpsest.ocr.TextLine longLine() {
    return ScriptedEngine.line("word ".repeat(30));
  }

  private static OcrEngine stalling(Stall stall) {
    return new ScriptedEngine(
        (picture, options) -> {
          stall.work(options.cancellation());
          return ScriptedEngine.page(picture);
        });
  }

  private static DocumentOptions cancelledBy(Cancellation cancellation) {
    return DocumentOptions.lenient().withRead(ReadOptions.page().withCancellation(cancellation));
  }

  private static OcrFailure failure(DocumentReader reader, byte[] file, DocumentOptions options) {
    return catchThrowableOfType(OcrFailure.class, () -> reader.read(file, options));
  }
}
