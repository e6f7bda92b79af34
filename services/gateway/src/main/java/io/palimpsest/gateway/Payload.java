package io.palimpsest.gateway;

import io.palimpsest.gateway.protocol.Gzip;

/**
 * A rendered result.
 *
 * @param bytes the JSON text
 * @param gzipped whether it is packed
 */
record Payload(byte[] bytes, boolean gzipped) {

  static Payload of(byte[] json, boolean gzipAccepted) {
    return gzipAccepted && Gzip.worthwhile(json.length)
        ? new Payload(Gzip.pack(json), true)
        : new Payload(json, false);
  }

  /** The JSON text, unpacked. */
  byte[] json() {
    return gzipped ? Gzip.unpack(bytes) : bytes;
  }
}
