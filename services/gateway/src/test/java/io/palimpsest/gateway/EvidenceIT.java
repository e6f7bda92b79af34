package io.palimpsest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.ProofFile;
import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.gateway.testing.Answer;
import io.palimpsest.gateway.testing.Client;
import io.palimpsest.gateway.testing.MarkedPictures;
import io.palimpsest.gateway.testing.TestGateway;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceQueue.Erasure;
import io.palimpsest.platform.evidence.EvidenceQueue.Placement;
import io.palimpsest.platform.evidence.UploadCommitment;
import io.palimpsest.platform.metering.CallId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever knows a RequestId fetches the proof of its erasure, and checks it alone. */
class EvidenceIT {
  private static final int YEAR = 2026;

  private TestGateway gateway;
  private Client client;
  private EvidenceCell cell;

  @BeforeEach
  void start() {
    gateway = TestGateway.start();
    client = gateway.client(gateway.tenant());
    cell = gateway.evidence.cell(gateway.singapore);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void anAnswerShouldNameTheAddressOfItsProof() {
    Answer answer = client.read("GeneralBasicOCR", MarkedPictures.png("a page"));
    String address = answer.headers().firstValue("X-Palimpsest-Proof").orElseThrow();
    assertThat(get(address).status()).isEqualTo(404);
    assertThat(get(address).text()).contains("not in the log yet");

    tell(cell);

    Answer proof = get(address);
    assertThat(proof.status()).isEqualTo(200);
    ProofFile file = ProofFile.parse(proof.text().getBytes(StandardCharsets.UTF_8));
    file.verify(VerifierKey.parse(get("/evidence/ap-singapore/2026/vkey").text().strip()));
    Erased leaf = (Erased) Leaf.parse(file.entry().orElseThrow());
    String opening = get(address.replace(".tlog-proof", ".json")).text();
    Opening opened = Opening.parse(opening.getBytes(StandardCharsets.UTF_8));
    assertThat(opened.commitment()).isEqualTo(leaf.of());
    assertThat(address).contains(opened.identity());
  }

  @Test
  void aRefusedCallShouldNameNoProofWhenNothingWasStaged() {
    Answer refused = client.call("GeneralBasicOCR", Map.of("ImageBase64", "?"));

    assertThat(refused.code()).isNotEmpty();
    assertThat(refused.headers().firstValue("X-Palimpsest-Proof")).isEmpty();
  }

  @Test
  void pagesThatAreNotThereShouldSaySoAndNothingElse() {
    String unknown = "/evidence/ap-singapore/calls/01a1fe34-0eb7-7c72-aebf-9d948eac28f1";
    for (String path :
        List.of(
            unknown + ".tlog-proof",
            unknown + ".json",
            unknown.replace("ap-singapore", "eu-frankfurt") + ".json",
            unknown + "/../../checkpoint",
            "/evidence/",
            "/evidence/ap-singapore/2026/checkpoint",
            "/evidence/" + "x".repeat(5_000))) {
      Answer answer = get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.text()).doesNotContain("xxx").hasLineCount(1);
    }
  }

  @Test
  void aPublicLogShouldBeReadWholeByToolsOfOthers() {
    try (TestGateway open = TestGateway.start(Map.of("palimpsest.evidence.public-tiles", true))) {
      open.client(open.tenant()).read("GeneralBasicOCR", MarkedPictures.png("a page"));
      tell(open.evidence.cell(open.singapore));
      String log = "http://127.0.0.1:" + open.port() + "/evidence/ap-singapore/2026/";

      String key = Client.send(HttpRequest.newBuilder(URI.create(log + "vkey")).build()).text();
      Answer checkpoint =
          Client.send(HttpRequest.newBuilder(URI.create(log + "checkpoint")).build());
      Answer tile =
          Client.send(HttpRequest.newBuilder(URI.create(log + "tile/entries/000.p/1")).build());

      assertThat(VerifierKey.parse(key.strip()).name()).isEqualTo("log.test/2026");
      assertThat(checkpoint.text()).startsWith("log.test/2026\n1\n");
      assertThat(tile.text()).contains("\"type\":\"erased\"");
      assertThat(tile.headers().firstValue("Content-Type")).contains("application/octet-stream");
      Answer head =
          Client.send(HttpRequest.newBuilder(URI.create(log + "checkpoint")).HEAD().build());
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers().firstValue("Content-Length"))
          .contains("" + checkpoint.text().getBytes(StandardCharsets.UTF_8).length);
      assertThat(head.text()).isEmpty();
      URI absent = URI.create(log + "tile/0/001");
      assertThat(Client.send(HttpRequest.newBuilder(absent).HEAD().build()).status())
          .isEqualTo(404);
      for (String none : List.of("tile/0/001", "tile/0/../../x", "tile/x", "tile/entries/000")) {
        assertThat(Client.send(HttpRequest.newBuilder(URI.create(log + none)).build()).status())
            .as(none)
            .isEqualTo(404);
      }
    }
  }

  @Test
  void aDatabaseThatIsAwayShouldBeToldAsThat() {
    Answer answer = client.read("GeneralBasicOCR", MarkedPictures.png("a page"));
    String address = answer.headers().firstValue("X-Palimpsest-Proof").orElseThrow();
    gateway.evidence.queue().outage().begin();

    assertThat(get(address).status()).isEqualTo(503);
  }

  @Test
  void onlyReadingShouldLeadToThePages() {
    Answer posted =
        Client.send(
            HttpRequest.newBuilder(page("/evidence/"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

    assertThat(posted.status()).isEqualTo(200);
    assertThat(posted.code()).isNotEmpty();
  }

  /** What the clockwork does. */
  private static void tell(EvidenceCell cell) {
    await().until(() -> !cell.queue().erasures(1).isEmpty());
    Erasure erasure = cell.queue().erasures(1).getFirst();
    CallId callId = erasure.entry().upload().callId();
    byte[] leaf =
        new Erased(
                new Place("ap-singapore", erasure.entry().upload().day()),
                "upload",
                Cause.COMPLETED,
                false,
                UploadCommitment.to(erasure.entry().upload(), erasure.salt().orElseThrow()),
                "tencent-ocr-1.0.0",
                erasure.entry().seenGone())
            .bytes();
    cell.queue()
        .place(
            YEAR, 0, List.of(new Placement.OfErasure(callId, erasure.salt().orElseThrow(), leaf)));
    EvidenceLog.create(cell.tiles().apply(YEAR), cell.keys().signing(YEAR, "log.test/2026"))
        .appendAt(0, List.of(leaf));
  }

  private Answer get(String path) {
    return Client.send(HttpRequest.newBuilder(page(path)).build());
  }

  private URI page(String path) {
    return URI.create("http://127.0.0.1:" + gateway.port() + path);
  }
}
