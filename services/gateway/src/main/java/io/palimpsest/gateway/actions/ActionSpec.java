package io.palimpsest.gateway.actions;

import io.palimpsest.gateway.answers.AnswerForm;
import io.palimpsest.gateway.answers.Selection;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.Tier;
import io.palimpsest.platform.oplog.Desensitiser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An action that is served.
 *
 * @param name as in {@code X-TC-Action}
 * @param perSecond calls a second where the AppID has no rate of its own
 * @param formats kinds of picture that are taken
 * @param base64Limit most Base64 characters of a picture
 * @param minSide shortest side of a picture, pixels
 * @param maxSide longest side, pixels
 * @param tier how much work its readings are worth
 * @param options every option of the original, served or not
 * @param answer how the reading is told
 */
public record ActionSpec(
    String name,
    long perSecond,
    Set<ImageFormat> formats,
    long base64Limit,
    int minSide,
    int maxSide,
    Tier tier,
    List<Option> options,
    AnswerForm answer) {
  static final String IS_PDF = "IsPdf";
  static final String PDF_PAGE = "PdfPageNumber";
  static final String LANGUAGE = "LanguageType";

  /**
   * Languages with characters that the quick models do not know and take for others with great
   * confidence: kana, and a fifth of the 6,763 characters of GB 2312.
   */
  private static final Set<String> WHOLE_DICTIONARY = Set.of("jap", "zh_rare");

  public ActionSpec {
    formats = Set.copyOf(formats);
    options = List.copyOf(options);
  }

  /** The options as this call chose them. */
  public Selection select(Arguments arguments) {
    return Selector.select(options, arguments);
  }

  /** The scalar parameters that are read; all others are passed over. */
  public Set<String> known() {
    Set<String> names =
        options.stream().map(Option::name).collect(Collectors.toCollection(HashSet::new));
    names.add(Picture.URL);
    return names;
  }

  /** What of this action's parameters an operation log may hold. */
  public Desensitiser desensitiser() {
    return new Desensitiser(
        Set.of(Picture.URL),
        options.stream().collect(Collectors.toMap(Option::name, Option::loggable)));
  }

  /** Kinds of file that are taken: a PDF only where the call says that it is one. */
  public Set<ImageFormat> formats(Selection selection) {
    Set<ImageFormat> taken = new HashSet<>(formats);
    if (selection.flag(IS_PDF)) {
      taken.add(ImageFormat.PDF);
    }
    return taken;
  }

  /** The page to read: the number counts only for a PDF. */
  public int page(Selection selection) {
    return selection.flag(IS_PDF) ? selection.number(PDF_PAGE, 1) : 1;
  }

  /** The tier that this call reads on: its language may need more than the action's own. */
  public Tier tier(Selection selection) {
    return WHOLE_DICTIONARY.contains(selection.choice(LANGUAGE, "")) ? Tier.ACCURATE : tier;
  }

  /** How the picture is to be read. */
  public ReadOptions reading(Selection selection) {
    ReadOptions options =
        ReadOptions.page().withTier(tier(selection)).withSplit(selection.flag("EnableDetectSplit"));
    return answer.readsText()
        ? options.withMode(
            selection.flags().getOrDefault("EnableDetectText", true)
                ? ReadOptions.Mode.PAGE
                : ReadOptions.Mode.SINGLE_LINE)
        : options.withMode(ReadOptions.Mode.DETECT_ONLY);
  }
}
