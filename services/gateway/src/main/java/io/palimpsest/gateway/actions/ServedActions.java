package io.palimpsest.gateway.actions;

import io.palimpsest.gateway.actions.Option.Choice;
import io.palimpsest.gateway.actions.Option.Flag;
import io.palimpsest.gateway.actions.Option.Ignored;
import io.palimpsest.gateway.answers.EnglishAnswer;
import io.palimpsest.gateway.answers.HandwritingAnswer;
import io.palimpsest.gateway.answers.PassportAnswer;
import io.palimpsest.gateway.answers.TextDetectAnswer;
import io.palimpsest.gateway.answers.TextDetectionsAnswer;
import io.palimpsest.gateway.answers.TextDetectionsAnswer.Extra;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Tier;
import io.palimpsest.platform.error.ErrorCode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The general-text family (section "General text" of the API contract) and passports. Limits are
 * the original's; where it publishes no rule on pixels, 1 to 10,000 a side are taken.
 */
final class ServedActions {
  private static final Set<ImageFormat> P = Set.of(ImageFormat.PNG, ImageFormat.JPEG);
  private static final Set<ImageFormat> PB =
      Set.of(ImageFormat.PNG, ImageFormat.JPEG, ImageFormat.BMP);
  private static final long M7 = 7L << 20;
  private static final long M10 = 10L << 20;
  private static final int MAX_SIDE = 10_000;
  private static final String NO_LETTERS = "the model's dictionary does not hold its letters";
  private static final String NO_HANDWRITING = "no model here tells handwriting from print";

  private static final List<Option> PDF =
      List.of(
          new Flag(ActionSpec.IS_PDF, false, "a PDF is taken only when this is true"),
          new Option.Number(ActionSpec.PDF_PAGE, 1, 1, "the page of the PDF to read"));
  private static final Flag IS_WORDS =
      new Flag("IsWords", false, "adds Words and WordCoordPoint, one entry for each character");
  private static final Flag DETECT_TEXT =
      new Flag("EnableDetectText", true, "false takes the whole picture as one upright line");

  private static final Choice LANGUAGE =
      new Choice(
          ActionSpec.LANGUAGE,
          List.of(
              "zh", "zh_rare", "auto", "mix", "jap", "spa", "fre", "ger", "por", "may", "ita",
              "hol", "swe", "fin", "dan", "nor", "hun", "lat"),
          Map.of(
              "kor",
              NO_LETTERS,
              "tha",
              NO_LETTERS,
              "hi",
              NO_LETTERS,
              "ara",
              NO_LETTERS,
              "rus",
              NO_LETTERS,
              "vie",
              NO_LETTERS),
          ErrorCode.LANGUAGE_NOT_SUPPORTED,
          "one model reads Chinese, Japanese, English and the Latin-script languages, so nearly every accepted value reads alike:"
              + " jap and zh_rare read on the accurate tier, because the quick models know no kana and fewer rare characters;"
              + " the answer's Language repeats it, or for auto and mix names the script found");

  private ServedActions() {}

  static List<ActionSpec> all(Clock clock) {
    return List.of(
        new ActionSpec(
            "GeneralBasicOCR",
            20,
            PB,
            M10,
            1,
            MAX_SIDE,
            Tier.STANDARD,
            options(
                PDF,
                LANGUAGE,
                IS_WORDS,
                new Ignored("Scene", "reserved by the original, no effect")),
            new TextDetectionsAnswer(Set.of(Extra.LANGUAGE, Extra.ANGLE, Extra.PDF_PAGES))),
        new ActionSpec(
            "GeneralAccurateOCR",
            10,
            PB,
            M10,
            1,
            MAX_SIDE,
            Tier.ACCURATE,
            options(
                PDF,
                IS_WORDS,
                new Flag(
                    "EnableDetectSplit", false, "looks at a large page in tiles, for small print"),
                DETECT_TEXT,
                configId(),
                wordsType()),
            new TextDetectionsAnswer(Set.of(Extra.ANGLE))),
        new ActionSpec(
            "GeneralFastOCR",
            10,
            P,
            M7,
            1,
            MAX_SIDE,
            Tier.FAST,
            options(PDF),
            new TextDetectionsAnswer(Set.of(Extra.LANGUAGE, Extra.PDF_PAGES))),
        new ActionSpec(
            "GeneralEfficientOCR",
            10,
            PB,
            M7,
            1,
            MAX_SIDE,
            Tier.FAST,
            List.of(),
            new TextDetectionsAnswer(Set.of(Extra.ANGLE))),
        new ActionSpec(
            "EnglishOCR",
            10,
            P,
            M7,
            20,
            MAX_SIDE,
            Tier.STANDARD,
            List.of(
                new Flag(
                    "EnableCoordPoint", false, "adds WordCoordPoint, the corners of each word"),
                new Flag(
                    "EnableCandWord",
                    false,
                    "adds CandWord; the engine keeps only its best reading, so one candidate a word"),
                new Flag(
                    "Preprocess", true, "lines are always read upright, so this changes nothing")),
            new EnglishAnswer()),
        new ActionSpec(
            "GeneralHandwritingOCR",
            10,
            P,
            M10,
            1,
            MAX_SIDE,
            Tier.STANDARD,
            List.of(
                new Choice(
                    "Scene",
                    List.of(""),
                    Map.of("only_hw", NO_HANDWRITING),
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "reads all text when empty"),
                new Flag(
                    "EnableWordPolygon", false, "adds WordPolygon, one entry for each character"),
                DETECT_TEXT),
            new HandwritingAnswer()),
        new ActionSpec(
            "TextDetect", 5, P, M10, 1, MAX_SIDE, Tier.FAST, List.of(), new TextDetectAnswer()),
        new ActionSpec(
            "MLIDPassportOCR",
            5,
            PB,
            M10,
            1,
            MAX_SIDE,
            Tier.STANDARD,
            options(
                PDF,
                new Flag(
                    PassportAnswer.RET_IMAGE,
                    false,
                    "adds Image, the portrait cropped by the geometry of the data page, as a JPEG in Base64; empty where none is found")),
            new PassportAnswer(clock)));
  }

  private static Choice configId() {
    return new Choice(
        "ConfigID",
        List.of("OCR"),
        Map.of("MulOCR", "the model reads Chinese, Japanese and Latin script only"),
        ErrorCode.INVALID_PARAMETER_VALUE,
        "the engine's one configuration");
  }

  private static Choice wordsType() {
    return new Choice(
        "WordsType",
        List.of("0"),
        Map.of("1", NO_HANDWRITING, "2", NO_HANDWRITING),
        ErrorCode.INVALID_PARAMETER_VALUE,
        "0 reads all text");
  }

  private static List<Option> options(List<Option> pdf, Option... others) {
    List<Option> all = new ArrayList<>(pdf);
    all.addAll(List.of(others));
    return all;
  }
}
