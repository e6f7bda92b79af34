package io.palimpsest.gateway.evidence;

import java.nio.charset.StandardCharsets;

/** A page's answer. */
record Page(int status, String contentType, byte[] body) {
  private static final String TEXT = "text/plain; charset=utf-8";

  static Page text(int status, String line) {
    return text(status, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static Page text(int status, byte[] text) {
    return new Page(status, TEXT, text);
  }

  static Page absent() {
    return text(404, "nothing is kept under this address");
  }
}
