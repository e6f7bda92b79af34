package io.palimpsest.gateway.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palimpsest.gateway.answers.Selection;
import io.palimpsest.ocr.Tier;
import io.palimpsest.ocr.model.ModelPack;
import io.palimpsest.ocr.model.ModelPacks;
import io.palimpsest.ocr.model.ProgressListener;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whether the languages that are accepted can really be read: the letters of each are looked up in
 * the dictionaries of the packs that are in this machine's cache.
 */
class LanguagesTest {
  private static final String LATIN = "abcdefghijklmnopqrstuvwxyz";

  /** Kana that are not written since the reform of 1946. */
  private static final String OUT_OF_USE = "[ゎゐゑヰヱ]";

  /** Lower case; the capitals are looked up too. */
  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("spa", LATIN + "áéíóúüñ"),
          Map.entry("fre", LATIN + "àâæçéèêëîïôœùûüÿ"),
          Map.entry("ger", LATIN + "äöüß"),
          Map.entry("por", LATIN + "áâãàçéêíóôõúü"),
          Map.entry("may", LATIN),
          Map.entry("ita", LATIN + "àèéìíîòóùú"),
          Map.entry("hol", LATIN + "áéëïíóöúüè"),
          Map.entry("swe", LATIN + "åäöé"),
          Map.entry("fin", LATIN + "åäöšž"),
          Map.entry("dan", LATIN + "æøåé"),
          Map.entry("nor", LATIN + "æøåéèêóòâôü"),
          Map.entry("hun", LATIN + "áéíóöőúüű"),
          Map.entry("lat", LATIN),
          Map.entry("jap", (range('ぁ', 'ん') + range('ァ', 'ン')).replaceAll(OUT_OF_USE, "")),
          Map.entry("zh", chinese(0xb0, 0xd7)), // level 1 of GB 2312: the usual characters
          Map.entry("zh_rare", chinese(0xb0, 0xf7)));

  /** Their own letters, without Latin ones. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "rus", range('а', 'я'),
          "vie", "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữự",
          "kor", range('가', '힣'),
          "tha", range('ก', 'ฮ'),
          "hi", range('अ', 'ह'),
          "ara", range('ء', 'غ'));

  /** Of a thousand characters one may be missing: a dictionary is made of what texts hold. */
  private static final double COVERED = 0.999;

  /** Rare characters are rare in dictionaries too. */
  private static final double RARELY_COVERED = 0.99;

  private final ActionSpec spec =
      new ActionCatalogue(Clock.systemUTC()).find(ActionCatalogue.VERSION, "GeneralBasicOCR");

  @Test
  void everyLanguageShouldBeJudgedHere() {
    Option.Choice choice = choice();

    assertThat(LETTERS.keySet())
        .containsExactlyInAnyOrderElementsOf(
            choice.accepted().stream().filter(l -> !Set.of("auto", "mix").contains(l)).toList());
    assertThat(FOREIGN.keySet()).isEqualTo(choice.refused().keySet());
  }

  @Test
  void everyAcceptedLanguageShouldBeInTheDictionariesThatReadIt() throws IOException {
    Set<String> quick = dictionary(ModelPacks.QUICK);
    Set<String> standard = dictionary(ModelPacks.STANDARD);
    Map<String, String> missing = new HashMap<>();

    LETTERS.forEach(
        (language, letters) -> {
          double enough = language.equals("zh_rare") ? RARELY_COVERED : COVERED;
          Selection selection = select(language);
          if (covered(letters, standard) < enough
              || spec.tier(selection) == Tier.STANDARD
                  && covered(letters, quick) < enough - 0.002) {
            missing.put(language, "covered by " + covered(letters, standard));
          }
        });

    assertThat(missing).isEmpty();
  }

  @Test
  void everyRefusedLanguageShouldLackMostOfItsLetters() throws IOException {
    Set<String> standard = dictionary(ModelPacks.STANDARD);

    FOREIGN.forEach(
        (language, letters) -> assertThat(covered(letters, standard)).as(language).isLessThan(0.1));
  }

  private Selection select(String language) {
    return spec.select(new Arguments(Map.of("LanguageType", language), false, Optional.empty()));
  }

  private Option.Choice choice() {
    return (Option.Choice)
        spec.options().stream()
            .filter(option -> option.name().equals("LanguageType"))
            .findFirst()
            .orElseThrow();
  }

  /** The share of letters, and of their capitals, that a dictionary holds. */
  private static double covered(String letters, Set<String> dictionary) {
    Set<String> all = new HashSet<>();
    letters
        .codePoints()
        .mapToObj(Character::toString)
        .forEach(
            letter -> {
              all.add(letter);
              all.add(letter.toUpperCase(Locale.ROOT));
            });
    all.removeIf(letter -> letter.codePointCount(0, letter.length()) > 1); // ß
    return (double) all.stream().filter(dictionary::contains).count() / all.size();
  }

  private static Set<String> dictionary(String id) throws IOException {
    Path cache =
        Optional.ofNullable(System.getenv("PALIMPSEST_MODELS"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache", "palimpsest", "models"));
    assumeTrue(Files.isDirectory(cache), "no models are in " + cache);
    try (Stream<Path> folders = Files.list(cache)) {
      assumeTrue(
          folders.anyMatch(folder -> folder.getFileName().toString().startsWith(id + "-")),
          id + " is not in " + cache);
    }
    ModelPack pack = ModelPacks.byId(id, cache, ProgressListener.silent());
    return new HashSet<>(pack.classes(pack.recognitionModel()));
  }

  private static String range(char from, char to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** The characters of some rows of GB 2312. */
  private static String chinese(int fromRow, int toRow) {
    Charset charset = Charset.forName("GB2312");
    StringBuilder all = new StringBuilder();
    for (int row = fromRow; row <= toRow; row++) {
      for (int cell = 0xa1; cell <= 0xfe; cell++) {
        String text = new String(new byte[] {(byte) row, (byte) cell}, charset);
        if (Character.isIdeographic(text.codePointAt(0))) {
          all.append(text);
        }
      }
    }
    return all.toString();
  }
}
