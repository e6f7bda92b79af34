package io.palimpsest.standalone.server;

/** Where the OCR engine of an instance runs. */
public enum NodeMode {
  /** In the gateway's own process. */
  IN_PROCESS("in-process"),
  /** In a child process, started again when it crashes. */
  PROCESS("process");

  private final String word;

  NodeMode(String word) {
    this.word = word;
  }

  /** As it is written on the command line. */
  public String word() {
    return word;
  }

  /**
   * @throws IllegalArgumentException for another word
   */
  public static NodeMode parse(String text) {
    for (NodeMode mode : values()) {
      if (mode.word.equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("in-process or process is needed, not " + text);
  }
}
