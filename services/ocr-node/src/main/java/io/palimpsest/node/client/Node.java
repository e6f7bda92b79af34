package io.palimpsest.node.client;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.Reading;

/** One engine, near or far. */
interface Node {

  /**
   * Reads.
   *
   * @param deadlineNanos by {@link System#nanoTime()}
   * @throws Trouble when the node failed and not the document
   */
  Reading read(byte[] file, DocumentOptions options, long deadlineNanos) throws Trouble;

  /** How it is, as far as is known. */
  NodeState state();

  void close();
}
