package io.palimpsest.evidence.leaf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A consent was withdrawn.
 *
 * @param use what was agreed to
 * @param of to the attestation or the end user
 * @param policy module and version, such as {@code tencent-ocr-1.0.0}
 */
public record ConsentWithdrawn(Place place, String use, Commitment of, String policy, Instant at)
    implements Leaf {
  static final String TYPE = "consent-withdrawn";

  public ConsentWithdrawn {
    Tokens.check(use, "use");
    Tokens.check(policy, "by");
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  static ConsentWithdrawn read(Fields fields) {
    return new ConsentWithdrawn(
        fields.place(), fields.text("use"), fields.of(), fields.text("by"), fields.at());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] bytes() {
    return Fields.of(this).with("use", use).with("of", of.text()).with("by", policy).json();
  }
}
