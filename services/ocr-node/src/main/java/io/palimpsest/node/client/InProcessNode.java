package io.palimpsest.node.client;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.Reading;

/** The engine of this process: it is always there, and its callers wait in its own queue. */
final class InProcessNode implements Node {
  private final DocumentReader reader;
  private final String detail;
  private final int places;

  InProcessNode(DocumentReader reader, String detail, int places) {
    this.reader = reader;
    this.detail = detail;
    this.places = places;
  }

  @Override
  public Reading read(byte[] file, DocumentOptions options, long deadlineNanos) {
    return reader.read(file, options);
  }

  @Override
  public NodeState state() {
    return new NodeState(NodeAddress.IN_PROCESS, true, detail, places, 0, 0, 0);
  }

  @Override
  public void close() {
    // The engine is its opener's to close.
  }
}
