package io.palimpsest.evidence.leaf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Data was disclosed because a law demanded it.
 *
 * @param dataClass such as {@code upload} or {@code identity}
 * @param basis the law or clause
 * @param count items
 * @param of to the order and what was given
 */
public record Disclosed(
    Place place, String dataClass, String basis, long count, Commitment of, Instant at)
    implements Leaf {
  static final String TYPE = "disclosed";

  public Disclosed {
    Tokens.check(dataClass, "class");
    Tokens.check(basis, "why");
    if (count < 0) {
      throw new IllegalArgumentException("a count of " + count);
    }
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  static Disclosed read(Fields fields) {
    return new Disclosed(
        fields.place(),
        fields.text("class"),
        fields.text("why"),
        fields.number("n"),
        fields.of(),
        fields.at());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] bytes() {
    return Fields.of(this)
        .with("class", dataClass)
        .with("why", basis)
        .with("n", count)
        .with("of", of.text())
        .json();
  }
}
