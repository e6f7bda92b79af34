package io.palimpsest.evidence.leaf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Someone used a right that is kept for emergencies.
 *
 * @param reason of which kind the emergency was
 * @param of to who, what and why
 */
public record BreakGlass(Place place, String reason, Commitment of, Instant at) implements Leaf {
  static final String TYPE = "break-glass";

  public BreakGlass {
    Tokens.check(reason, "why");
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  static BreakGlass read(Fields fields) {
    return new BreakGlass(fields.place(), fields.text("why"), fields.of(), fields.at());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] bytes() {
    return Fields.of(this).with("why", reason).with("of", of.text()).json();
  }
}
