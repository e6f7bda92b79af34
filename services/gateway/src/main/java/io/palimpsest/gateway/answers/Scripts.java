package io.palimpsest.gateway.answers;

import io.palimpsest.ocr.Page;
import java.lang.Character.UnicodeScript;
import java.util.Set;
import java.util.stream.Collectors;

/** Names the language of a page as far as its script tells it. */
final class Scripts {
  private static final Set<String> UNDECIDED = Set.of("auto", "mix");

  private Scripts() {}

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
