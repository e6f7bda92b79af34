package io.palimpsest.evidence.leaf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A legal hold ended.
 *
 * @param dataClass such as {@code upload} or {@code identity}
 * @param of to the hold, the same as when it began
 * @param basis why it ended
 */
public record Released(Place place, String dataClass, Commitment of, String basis, Instant at)
    implements Leaf {
  static final String TYPE = "released";

  public Released {
    Tokens.check(dataClass, "class");
    Tokens.check(basis, "why");
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  static Released read(Fields fields) {
    return new Released(
        fields.place(), fields.text("class"), fields.of(), fields.text("why"), fields.at());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] bytes() {
    return Fields.of(this).with("class", dataClass).with("of", of.text()).with("why", basis).json();
  }
}
