package io.palimpsest.evidence.leaf;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A legal hold began: what is in its scope is not erased until it is released.
 *
 * @param dataClass such as {@code upload} or {@code identity}
 * @param of to the hold: its scope, who ordered it and why
 * @param basis the clause or law it rests on
 * @param until when it is to end, if that is known
 */
public record Held(
    Place place,
    String dataClass,
    Commitment of,
    String basis,
    Optional<LocalDate> until,
    Instant at)
    implements Leaf {
  static final String TYPE = "held";

  public Held {
    Tokens.check(dataClass, "class");
    Tokens.check(basis, "why");
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  static Held read(Fields fields) {
    return new Held(
        fields.place(),
        fields.text("class"),
        fields.of(),
        fields.text("why"),
        fields.optional("until").map(text -> fields.day("until")),
        fields.at());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] bytes() {
    Fields fields =
        Fields.of(this).with("class", dataClass).with("of", of.text()).with("why", basis);
    until.ifPresent(day -> fields.with("until", day.toString()));
    return fields.json();
  }
}
