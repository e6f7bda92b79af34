package io.palimpsest.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionsTest {
  private static final Path ROOT = root();
  private static final Path DECISIONS = ROOT.resolve("docs/decisions");

  private static final Pattern NAME = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?)\\s*$");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");

  @Test
  void numbersShouldBeGivenOnceAndWithoutGaps() {
    List<String> numbers = records().map(DecisionsTest::number).sorted().toList();

    List<String> expected =
        Stream.iterate(1, next -> next + 1).limit(numbers.size()).map("%04d"::formatted).toList();
    assertThat(numbers).isNotEmpty().isEqualTo(expected);
  }

  @Test
  void everyRecordShouldHaveTheHouseForm() {
    assertThat(records())
        .allSatisfy(
            record ->
                assertThat(read(record))
                    .startsWith("# " + number(record) + ": ")
                    .containsPattern("(?m)^- Date: \\d{4}-\\d{2}-\\d{2}$")
                    .containsPattern("(?m)^- Status: (accepted|superseded by \\[\\d{4}])")
                    .contains("## Context", "## Decision", "## Consequences")
                    .contains("## Alternatives", "## References"));
  }

  @Test
  void everyRecordShouldStandInTheList() {
    String list = read(DECISIONS.resolve("README.md"));

    assertThat(records()).allSatisfy(each -> assertThat(list).contains("](" + each.getFileName()));
  }

  @Test
  void linksInMarkdownFilesShouldLeadSomewhere() {
    assertThat(markdownFiles()).isNotEmpty().allSatisfy(DecisionsTest::checkLinks);
  }

  private static void checkLinks(Path file) {
    String text = CODE.matcher(read(file)).replaceAll("");
    List<String> dead =
        LINK.matcher(text)
            .results()
            .map(link -> link.group(1))
            .filter(target -> !target.matches("[a-z]+:.*"))
            .filter(target -> !resolves(file, target))
            .toList();
    assertThat(dead).as("dead links in %s", ROOT.relativize(file)).isEmpty();
  }

  private static boolean resolves(Path file, String target) {
    String[] parts = target.split("#", 2);
    Path path = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
    if (!Files.exists(path)) {
      return false;
    }
    return parts.length == 1 || anchors(path).anyMatch(parts[1]::equals);
  }

  /** The fragments by which a file's headings are reached, as code hosts make them. */
  private static Stream<String> anchors(Path file) {
    return HEADING
        .matcher(CODE.matcher(read(file)).replaceAll(code -> inline(code)))
        .results()
        .map(
            heading ->
                heading
                    .group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\w\\- ]", "")
                    .replace(' ', '-'));
  }

  private static String inline(MatchResult code) {
    String text = code.group();
    return text.startsWith("```") ? "" : Matcher.quoteReplacement(text.replace("`", ""));
  }

  private static Stream<Path> records() {
    return files(DECISIONS).filter(file -> NAME.matcher(file.getFileName().toString()).matches());
  }

  private static String number(Path record) {
    return record.getFileName().toString().substring(0, 4);
  }

  private static Stream<Path> markdownFiles() {
    return files(ROOT).filter(file -> file.toString().endsWith(".md"));
  }

  /** All files below, apart from what is built, fetched or hidden. */
  private static Stream<Path> files(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList().stream()
          .filter(child -> !child.getFileName().toString().matches("target|node_modules|\\..*"))
          .flatMap(child -> Files.isDirectory(child) ? files(child) : Stream.of(child));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder that holds LICENSE, from wherever the tests were started. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("LICENSE"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
