package io.palimpsest.node;

import io.palimpsest.node.client.NodeAddress;
import io.palimpsest.node.client.NodePool;
import io.palimpsest.node.client.PoolSettings;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.OcrEngine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/** Over gRPC in the clear, as on loopback. */
class GrpcReaderIT implements DocumentReaderContract {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  @Override
  public DocumentReader over(OcrEngine engine) {
    OcrNode node = OcrNode.start(engine, NodeSettings.defaults().withPort(0).withSeats(64));
    opened.push(node);
    NodeAddress address = NodeAddress.parse("127.0.0.1:" + node.port());
    NodePool pool = NodePool.open(PoolSettings.of(List.of(address)), Optional.empty());
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
    System.out.println("contract kits: DocumentReader over gRPC to a node");
  }
}
