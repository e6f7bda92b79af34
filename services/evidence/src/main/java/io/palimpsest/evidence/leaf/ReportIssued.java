package io.palimpsest.evidence.leaf;

import io.palimpsest.evidence.merkle.Hash;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A report was issued.
 *
 * @param kind such as {@code retention}
 * @param from the first day it speaks of
 * @param to the last day it speaks of
 * @param digest SHA-256 of its canonical JSON
 */
public record ReportIssued(
    Place place, String kind, LocalDate from, LocalDate to, Hash digest, Instant at)
    implements Leaf {
  static final String TYPE = "report";

  public ReportIssued {
    Tokens.check(kind, "kind");
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  static ReportIssued read(Fields fields) {
    return new ReportIssued(
        fields.place(),
        fields.text("kind"),
        fields.day("from"),
        fields.day("to"),
        Hash.parse(fields.text("sha256")),
        fields.at());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] bytes() {
    return Fields.of(this)
        .with("kind", kind)
        .with("from", from.toString())
        .with("to", to.toString())
        .with("sha256", digest.base64())
        .json();
  }
}
