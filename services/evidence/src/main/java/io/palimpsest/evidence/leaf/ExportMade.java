package io.palimpsest.evidence.leaf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A copy of data was handed to its tenant.
 *
 * @param dataClass such as {@code upload} or {@code identity}
 * @param count items
 * @param of to tenant and request
 */
public record ExportMade(Place place, String dataClass, long count, Commitment of, Instant at)
    implements Leaf {
  static final String TYPE = "export";

  public ExportMade {
    Tokens.check(dataClass, "class");
    if (count < 0) {
      throw new IllegalArgumentException("a count of " + count);
    }
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  static ExportMade read(Fields fields) {
    return new ExportMade(
        fields.place(), fields.text("class"), fields.number("n"), fields.of(), fields.at());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] bytes() {
    return Fields.of(this).with("class", dataClass).with("n", count).with("of", of.text()).json();
  }
}
