package io.palimpsest.evidence.leaf;

import io.palimpsest.evidence.note.VerifierKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The log's next checkpoints will be signed by another key. Signed by the old one, this leaf is the
 * only way to trust the new one.
 *
 * @param next the key that signs from now on
 */
public record KeyRotated(Place place, VerifierKey next, Instant at) implements Leaf {
  static final String TYPE = "key-rotated";

  public KeyRotated {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  static KeyRotated read(Fields fields) {
    return new KeyRotated(fields.place(), VerifierKey.parse(fields.text("next")), fields.at());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] bytes() {
    return Fields.of(this).with("next", next.toString()).json();
  }
}
