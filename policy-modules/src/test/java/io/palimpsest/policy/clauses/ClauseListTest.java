package io.palimpsest.policy.clauses;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.Lineage;
import io.palimpsest.policy.PolicyLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClauseListTest {
  /** T1 to T7 with T4 in three parts, D1 to D8, O1 to O17, S1 to S8, C1 to C3. */
  private static final List<String> EVERY_CLAUSE =
      Stream.of(
              Stream.of("T1", "T2", "T3", "T4a", "T4b", "T4c", "T5", "T6", "T7"),
              numbered("D", 8),
              numbered("O", 17),
              numbered("S", 8),
              numbered("C", 3))
          .flatMap(each -> each)
          .toList();

  private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

  private final ClauseList list = ClauseList.shipped();

  @Test
  void everyClauseShouldHaveItsLineAndNoOtherThereBe() {
    assertThat(list.clauses())
        .extracting(each -> each.id().value())
        .containsExactlyElementsOf(EVERY_CLAUSE);
  }

  @Test
  void everyTestThatIsNamedShouldExist() {
    Map<String, Set<String>> tests = testsOfTheRepository();

    Set<String> missing =
        list.clauses().stream()
            .flatMap(each -> each.tests().stream())
            .filter(
                test -> {
                  String[] parts = test.split("\\.");
                  return parts.length != 2
                      || !tests.getOrDefault(parts[0], Set.of()).contains(parts[1]);
                })
            .collect(Collectors.toSet());

    assertThat(missing).as("tests that clauses.yml names and nobody wrote").isEmpty();
  }

  @Test
  void aClauseThatNothingProvesShouldSayWhatIsStillToCome() {
    System.out.println(list.summary());
    list.later()
        .forEach(each -> System.out.println("  later: " + each.id() + " " + each.later().get()));

    assertThat(list.clauses())
        .allSatisfy(
            each -> assertThat(each.tests().size() + each.later().stream().count()).isPositive());
  }

  @Test
  void everyClauseThatAModuleNamesShouldBeOnTheList() {
    Set<String> named =
        PolicyLibrary.shipped().all().stream()
            .flatMap(module -> module.lineage().values().stream())
            .filter(value -> value.place().endsWith("/clauses"))
            .map(Lineage.Value::value)
            .flatMap(text -> Arrays.stream(text.en().split(", ")))
            .filter(id -> !id.equals("–"))
            .collect(Collectors.toSet());

    assertThat(named).isNotEmpty().isSubsetOf(EVERY_CLAUSE);
    assertThat(named).allSatisfy(id -> assertThat(new ClauseId(id)).hasToString(id));
  }

  @Test
  void theTableInTheDocumentsShouldBeTheList() throws IOException {
    assertThat(Files.readString(root().resolve("docs/clauses.md")))
        .as("docs/clauses.md; ./palimpsest policy clauses prints the table")
        .contains(list.markdown())
        .contains(list.summary());
  }

  private static Stream<String> numbered(String letter, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> letter + number);
  }

  /** Classes of test sources and kits, with the names of their methods. */
  private static Map<String, Set<String>> testsOfTheRepository() {
    Map<String, Set<String>> tests = new HashMap<>();
    try (Stream<Path> files = Files.walk(root())) {
      files
          .filter(
              file ->
                  file.toString().matches(".*/src/(test|main)/java/.*(Test|IT|Contract)\\.java"))
          .filter(file -> !file.toString().contains("/target/"))
          .forEach(
              file ->
                  tests
                      .computeIfAbsent(
                          file.getFileName().toString().replace(".java", ""),
                          _ -> new java.util.HashSet<>())
                      .addAll(methods(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tests;
  }

  private static Set<String> methods(Path file) {
    try {
      return METHOD
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("palimpsest"))) {
      here = here.getParent();
    }
    return here;
  }
}
