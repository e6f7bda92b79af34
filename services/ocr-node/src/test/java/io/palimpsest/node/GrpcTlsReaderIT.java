package io.palimpsest.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.node.client.NodeAddress;
import io.palimpsest.node.client.NodePool;
import io.palimpsest.node.client.PoolSettings;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.error.OcrFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over gRPC and TLS, to a node whose certificate its caller's authority has signed. */
class GrpcTlsReaderIT implements DocumentReaderContract {
  @TempDir private static Path folder;
  private static NodeCertificate own;
  private static NodeCertificate strangers;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  @BeforeAll
  static void makeCertificates() throws Exception {
    own = Certificates.write(folder, "own");
    strangers = Certificates.write(folder, "strangers");
  }

  @Override
  public DocumentReader over(OcrEngine engine) {
    return pool(start(engine), own.chain());
  }

  @Test
  void aNodeOfAnotherAuthorityShouldGetNoFile() {
    NodePool pool = pool(start(ScriptedEngine.tellingSizes()), strangers.chain());

    assertThatThrownBy(() -> pool.read(Pictures.blank(), DocumentOptions.lenient()))
        .isInstanceOf(OcrFailure.Unavailable.class);
  }

  @Test
  void healthShouldBeAskedOverTlsToo() {
    OcrNode node = start(ScriptedEngine.tellingSizes());

    assertThat(HealthCheck.serves("127.0.0.1", node.port(), Optional.of(own.chain()))).isTrue();
    assertThat(HealthCheck.serves("127.0.0.1", node.port(), Optional.empty())).isFalse();
  }

  @Test
  void aCertificateThatCannotBeReadShouldBeNamedAtTheStart() {
    NodeSettings settings =
        NodeSettings.defaults()
            .withPort(0)
            .withCertificate(new NodeCertificate(folder.resolve("none.pem"), own.key()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OcrNode.start(ScriptedEngine.tellingSizes(), settings))
        .withMessageContaining("none.pem");
  }

  private OcrNode start(OcrEngine engine) {
    NodeSettings settings = NodeSettings.defaults().withPort(0).withSeats(64).withCertificate(own);
    OcrNode node = OcrNode.start(engine, settings);
    opened.push(node);
    return node;
  }

  private NodePool pool(OcrNode node, Path authority) {
    NodeAddress address = NodeAddress.parse("127.0.0.1:" + node.port());
    PoolSettings settings =
        PoolSettings.of(List.of(address))
            .withPatience(Duration.ofSeconds(2))
            .withAuthority(Optional.of(authority));
    NodePool pool = NodePool.open(settings, Optional.empty());
    opened.push(pool);
    return pool;
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  @AfterAll
  static void say() {
    System.out.println("contract kits: DocumentReader over gRPC and TLS to a node");
  }
}
