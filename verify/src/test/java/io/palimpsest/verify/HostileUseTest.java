package io.palimpsest.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.tiles.DirectoryTileStore;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed wrong, and what servers and files do that mean no good. */
class HostileUseTest {
  private static final SigningKey KEY = SigningKey.generate("log.example/eu-frankfurt/2026");
  private static final String VKEY = KEY.verifier().toString();

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();
  private Path checkpoint;
  private Path later;
  private Path proof;
  private Path log;

  @BeforeEach
  void makeALogOfThreeWithAnEarlierCheckpointOfOne() throws IOException {
    log = folder.resolve("log");
    EvidenceLog writer = EvidenceLog.create(new DirectoryTileStore(log), KEY);
    writer.append(List.of("{}".getBytes()));
    checkpoint = Files.write(folder.resolve("checkpoint"), writer.head().bytes());
    writer.append(List.of("[]".getBytes(), "1".getBytes()));
    later = Files.write(folder.resolve("later"), writer.head().bytes());
    proof =
        Files.write(
            folder.resolve("p.tlog-proof"), writer.reader().prove(0, writer.head()).bytes());
  }

  @Test
  void addressesAndTokensThatCannotBeShouldBeSaidInOneSentence() {
    assertThat(run("http://127.0.0.1:99999/x", "--key", VKEY)).isEqualTo(2);
    assertThat(said()).contains("UNKNOWN").contains("port out of range");
    assertThat(run("http://127.0.0.1:1/x#part", "--key", VKEY)).isEqualTo(2);
    assertThat(said()).contains("is no address");
    for (String token : List.of("abc\r", "a b", "秘")) {
      assertThat(run("http://127.0.0.1:1/x", "--key", VKEY, "--token", token)).isEqualTo(2);
      assertThat(said()).contains("the token has characters that no token has");
      assertThat(said()).doesNotContain(token);
    }
  }

  @Test
  void filesThatAreNotThereShouldBeNamed() {
    assertThat(run(checkpoint.toString(), "--key", "absent.vkey")).isEqualTo(2);
    assertThat(said()).contains("'absent.vkey' is neither a key (name+keyid+base64) nor a file");
    assertThat(run(checkpoint.toString(), "--key", folder.toString())).isEqualTo(2);
    assertThat(run(checkpoint.toString(), "--key", "")).isEqualTo(2);
    assertThat(run("", "--key", VKEY)).isEqualTo(2);
    assertThat(said()).contains("is not there");
    assertThat(run("/dev/null", "--key", VKEY)).isEqualTo(2);
    assertThat(said()).contains("neither a file nor a folder");
    assertThat(run("a\0b", "--key", VKEY)).isEqualTo(2);
    assertThat(said()).contains("is no name of a file");
    assertThat(
            run(
                checkpoint.toString(),
                "--key",
                VKEY.replaceFirst("[+]([0-9a-f]{8})[+]", "+00000000+")))
        .isEqualTo(2);
    assertThat(said()).contains("key ID in the verifier key");
  }

  @Test
  void serverThatNeverEndsItsAnswerShouldNotBeWaitedForForEver() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write('p');
            body.flush();
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log");
    try {
      HttpTileStore tiles = new HttpTileStore(address, "", Duration.ofMillis(300));

      assertThatThrownBy(() -> tiles.get("checkpoint", 1000))
          .isInstanceOf(EvidenceUnavailable.class)
          .hasMessageContaining("did not come whole");
    } finally {
      over.countDown();
      server.stop(0);
    }
  }

  @Test
  void nothingThatEvidenceSaysShouldSteerTheTerminal() throws IOException {
    String name = "log.example\u202e/\u200beu";
    Path named =
        Files.writeString(
            folder.resolve("named"),
            Files.readString(checkpoint).replace("log.example/eu-frankfurt/2026", name));

    assertThat(run(named.toString(), "--key", VKEY)).isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains("signed by log.example\uFFFD/\uFFFDeu");
  }

  @Test
  void checkpointAndProofShouldContinueTheEarlierOneOrSayThatItIsNotKnown() {
    for (Path each : List.of(later, proof)) {
      String since = checkpoint.toString();
      assertThat(run(each.toString(), "--key", VKEY, "--since", since)).isEqualTo(2);
      assertThat(said()).contains("UNKNOWN whether it continues").contains("--log");
      assertThat(run(each.toString(), "--key", VKEY, "--since", since, "--log", log.toString()))
          .isZero();
      assertThat(said()).contains("it continues the earlier log.example/eu-frankfurt/2026 of 1");
    }
    assertThat(run(checkpoint.toString(), "--key", VKEY, "--since", later.toString()))
        .isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains("log cut short: the log has 1 entries here, and had 3 earlier");
  }

  private int run(String... args) {
    lines.clear();
    return Verifier.standard().run(List.of(args), lines::add);
  }

  private String said() {
    return String.join("\n", lines);
  }
}
