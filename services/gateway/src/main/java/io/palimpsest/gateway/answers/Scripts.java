package io.palimpsest.gateway.answers;

import io.palimpsest.ocr.Page;
import java.lang.Character.UnicodeScript;
import java.util.Set;
import java.util.stream.Collectors;

/** What the scripts of a text tell. */
final class Scripts {
  private static final Set<String> UNDECIDED = Set.of("auto", "mix");
  private static final Set<UnicodeScript> EAST_ASIAN =
      Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

  private Scripts() {}

  /** Whether a text begins with a character of a script that is written without spaces. */
  static boolean isEastAsian(String text) {
    return EAST_ASIAN.contains(UnicodeScript.of(text.codePointAt(0)));
  }

  /**
   * The language asked for; where it was left open, {@code jap} for a page with kana, {@code zh}
   * for one with Han characters, else {@code lat}.
   */
  static String language(Page page, String asked) {
    if (!UNDECIDED.contains(asked)) {
      return asked;
    }
    Set<UnicodeScript> scripts =
        page.lines().stream()
            .flatMap(line -> line.text().codePoints().mapToObj(UnicodeScript::of))
            .collect(Collectors.toSet());
    if (scripts.contains(UnicodeScript.HIRAGANA) || scripts.contains(UnicodeScript.KATAKANA)) {
      return "jap";
    }
    return scripts.contains(UnicodeScript.HAN) ? "zh" : "lat";
  }
}
