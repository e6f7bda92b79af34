package io.palimpsest.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PolicyCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void policyShouldListWhatShips() {
    assertThat(run("policy")).isZero();
    assertThat(out.toString()).contains("tencent-ocr", "deepseek-ocr").doesNotContain("base ");
  }

  @Test
  void renderShouldPrintTheTextInEitherLanguageAndForm() {
    assertThat(run("policy", "render", "tencent-ocr")).isZero();
    assertThat(out.toString()).contains("# OCR privacy module", "2 years");

    assertThat(run("policy", "render", "deepseek-ocr@1.0.0", "--lang", "zh", "--format", "html"))
        .isZero();
    assertThat(out.toString()).contains("<html lang=\"zh-CN\">", "90 天");
  }

  @Test
  void diffShouldPrintWhatDiffers() {
    assertThat(run("policy", "diff", "tencent-ocr", "deepseek-ocr")).isZero();

    assertThat(out.toString())
        .contains("From tencent-ocr@1.0.0 to deepseek-ocr@1.0.0", "P2Y | P90D", "memory");
  }

  @Test
  void checkShouldPassAModuleOfOnesOwn() throws IOException {
    write("mine-1.0.0.yml", "P7D");

    assertThat(run("policy", "check", folder.toString())).isZero();
    assertThat(run("policy", "check", folder.resolve("mine-1.0.0.yml").toString())).isZero();
    assertThat(out.toString()).contains("mine@1.0.0", "nothing is wrong");

    assertThat(run("policy", "render", "mine", "--policies", folder.toString())).isZero();
    assertThat(out.toString()).contains("tencent-ocr@1.0.0: P30D");
  }

  @Test
  void checkShouldTellEveryFaultWithItsFileAndLine() throws IOException {
    write("mine-1.0.0.yml", "a while\n    keep: it");

    int code = run("policy", "check", folder.toString());

    assertThat(code).isOne();
    assertThat(err.toString())
        .startsWith("palimpsest: policy modules do not pass")
        .contains("mine-1.0.0.yml:7: /classes/identification/retention")
        .contains("mine-1.0.0.yml:8: /classes/identification/keep");
  }

  @Test
  void aPublishedVersionShouldNotChangeAnyMore() throws IOException {
    write("mine-1.0.0.yml", "P7D");
    assertThat(run("policy", "publish", folder.toString())).isZero();
    assertThat(out.toString()).contains("mine@1.0.0 is published.");

    write("mine-1.0.0.yml", "P14D");

    assertThat(run("policy", "check", folder.toString())).isOne();
    assertThat(err.toString()).contains("mine-1.0.0.yml:2: /version", "is a new version");
  }

  @Test
  void clausesShouldPrintTheListAndItsCount() {
    assertThat(run("policy", "clauses")).isZero();
    assertThat(out.toString()).contains("| T4a |", "45 clauses: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy render nobody",
        "policy render tencent-ocr@9.9.9",
        "policy render base",
        "policy diff tencent-ocr nobody",
        "policy check nowhere.yml",
        "policy render tencent-ocr --policies nowhere"
      })
  void whatIsNotThereShouldBeOneLineAndOne(String line) {
    assertThat(run(line.split(" "))).isOne();
    assertThat(err.toString().lines()).hasSize(1).allMatch(text -> text.startsWith("palimpsest: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"policy render", "policy diff tencent-ocr", "policy render tencent-ocr --lang fr"})
  void whatIsNotUnderstoodShouldEndWithTwo(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);
  }

  private void write(String name, String period) throws IOException {
    Files.writeString(
        folder.resolve(name),
        """
        id: mine
        version: 1.0.0
        effective: 2026-01-01
        extends: tencent-ocr@1.0.0
        classes:
          identification:
            retention: %s
            shorter: [P1D]
        """
            .formatted(period));
  }

  private int run(String... words) {
    CommandLine line = PalimpsestCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(words);
  }
}
