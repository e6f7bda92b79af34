package io.palimpsest.evidence.leaf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A tenant accepted a version of a policy.
 *
 * @param of to tenant and receipt
 * @param policy module and version, such as {@code tencent-ocr-1.0.0}
 */
public record PolicyAccepted(Place place, Commitment of, String policy, Instant at)
    implements Leaf {
  static final String TYPE = "policy-accepted";

  public PolicyAccepted {
    Tokens.check(policy, "by");
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  static PolicyAccepted read(Fields fields) {
    return new PolicyAccepted(fields.place(), fields.of(), fields.text("by"), fields.at());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] bytes() {
    return Fields.of(this).with("of", of.text()).with("by", policy).json();
  }
}
