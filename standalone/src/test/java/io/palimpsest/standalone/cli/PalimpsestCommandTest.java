package io.palimpsest.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PalimpsestCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "frobnicate",
        "read",
        "read --pages 3-1 a.png",
        "read --threads 0 a.png",
        "read --device gpu a.png",
        "read --tier best a.png",
        "up --device cuda:x",
        "read --json --jsonl a.png",
        "models fetch",
        "call",
        "call GeneralBasicOCR --param x",
        "tenant",
        "tenant create Not_A_Name",
        "key create abc",
        "key create 1 --for never",
        "key disable nobody",
        "app create acme --regions Frankfurt",
        "exports create --region eu-frankfurt",
        "exports read 17 --to x --by a --as b --reason c",
        "up --port x",
        "up --node elsewhere",
        "node --prot=1",
        "node --queue=-1",
        "node --batch-wait=4",
        "report",
        "report eu-frankfurt --from yesterday --to 2026-11-21",
        "report eu-frankfurt --from 2026-02-30 --to 2026-11-21",
        "report get",
        "statement abc 2026-11 --region eu-frankfurt",
        "statement 1300000001 2026-13 --region eu-frankfurt",
        "statement 1300000001 2026-11",
        "passport 17",
        "erase-now 17",
        "reconcile --region Mars",
        "tenant offboard acme --by a --reason b --after tomorrow",
        "app delete 0 --by a --reason b",
        "holds place --call 17 --by a --reason b --basis c --until 2030-01-01",
        "holds place --by a --reason b --basis c --until 2030-01-01",
        "oversight look 17 --by a --as b --reason c",
        "oversight disclosed acme --region eu-frankfurt --count x",
        "backup list",
        "restore"
      })
  void whatIsNotUnderstoodShouldEndWithTwo(String line) {
    int code = run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ", "Exception");
  }

  @Test
  void helpShouldNameEveryCommand() {
    int code = run("--help");

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains(
            "up", "down", "status", "logs", "read", "node", "models", "call", "sample", "tenant",
            "app", "key", "consent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "down",
        "status",
        "logs",
        "read",
        "node",
        "models",
        "models fetch",
        "call",
        "sample",
        "tenant",
        "tenant create",
        "admin create",
        "consent",
        "consent party",
        "consent accept",
        "consent object",
        "consent attest",
        "consent revoke",
        "consent debug",
        "consent period",
        "consent status",
        "consent list",
        "consent history",
        "consent key",
        "consent receipt",
        "consent verify",
        "consent request",
        "consent requests",
        "consent resume",
        "exports",
        "exports create",
        "exports list",
        "exports log",
        "exports read",
        "exports erase",
        "backup",
        "backup list",
        "backup expire",
        "restore",
        "app create",
        "app limit",
        "key create",
        "key rotate",
        "report",
        "report list",
        "report get",
        "statement",
        "passport",
        "erase-now",
        "reconcile",
        "tenant offboard",
        "tenant offboarding",
        "tenant stay",
        "app delete",
        "admin delete",
        "holds place",
        "holds list",
        "holds release",
        "oversight look",
        "oversight disclosed",
        "oversight list"
      })
  void everyCommandShouldHaveHelp(String command) {
    int code = run((command + " --help").split(" "));

    assertThat(code).isZero();
    assertThat(out.toString()).contains("Usage: palimpsest " + command.split(" ")[0]);
  }

  @Test
  void aReportThatCouldNotBeWrittenShouldNotBeIssuedFirst() {
    String report = "report eu-frankfurt --from 2026-11-01 --to 2026-11-02 --out ";

    assertThat(run((report + folder.resolve("absent/r.zip")).split(" "))).isOne();
    assertThat(err.toString()).contains("palimpsest: there is no folder " + folder);
    assertThat(run((report + folder).split(" "))).isOne();
    assertThat(err.toString()).contains(folder + " is a folder: name a file in it");
  }

  @Test
  void statusOfNothingShouldSaySoInBothForms() throws Exception {
    int text = run("status", "--data", folder.toString());
    String printed = out.toString();
    out.getBuffer().setLength(0);
    int json = run("status", "--json", "--data", folder.toString());

    assertThat(text).isOne();
    assertThat(json).isOne();
    assertThat(printed).contains("stopped");
    assertThat(new ObjectMapper().readTree(out.toString()).path("state").asText())
        .isEqualTo("stopped");
  }

  @Test
  void modelsShouldListEveryPackAndWhetherItIsAtHand() {
    int code = run("models");

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("pp-ocrv6-tiny", "pp-ocrv6-small", "pp-ocrv6-medium", "pp-ocrv4-mobile");
  }

  @Test
  void fetchingAPackThatIsNotKnownShouldNameThoseThatAre() {
    int code = run("models", "fetch", "pp-ocrv9");

    assertThat(code).isOne();
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("pp-ocrv9", "pp-ocrv6-tiny");
  }

  @Test
  void downOnNothingShouldBeDone() {
    int code = run("down", "--data", folder.toString());

    assertThat(code).isZero();
    assertThat(out.toString()).contains("Nothing is running");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call GeneralBasicOCR",
        "call GeneralBasicOCR missing.png",
        "tenant list",
        "key list 1",
        "logs",
        "up --external missing.yml",
        "up --port 80",
        "tenant list --external missing.yml"
      })
  void whatTheUserCanMendShouldBeOneLineAndOne(String line) {
    int code = run((line + " --data " + folder.resolve("none")).split(" "));

    assertThat(code).isOne();
    assertThat(err.toString().lines()).hasSize(1).allMatch(text -> text.startsWith("palimpsest: "));
  }

  @Test
  void takenPortShouldBeNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int code =
          run("up", "--data", folder.toString(), "--port", Integer.toString(taken.getLocalPort()));

      assertThat(code).isOne();
      assertThat(err.toString()).contains("port " + taken.getLocalPort(), "is taken", "--port");
    }
  }

  @Test
  void sampleShouldWriteFilesAndNameThem() {
    int code = run("sample", folder.resolve("with blank").toString());

    assertThat(code).isZero();
    assertThat(out.toString().lines()).hasSize(3).allMatch(name -> Files.exists(Path.of(name)));
  }

  private int run(String... arguments) {
    CommandLine line = PalimpsestCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
