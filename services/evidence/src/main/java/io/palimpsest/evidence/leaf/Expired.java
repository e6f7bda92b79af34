package io.palimpsest.evidence.leaf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What was left of a day went at the end of its period, as a whole.
 *
 * @param dataClass such as {@code upload} or {@code identity}
 * @param period such as {@code P2Y}
 * @param count items that went
 * @param late whether it was still there after its day
 * @param policy module and version it was erased under, such as {@code tencent-ocr-1.0.0}
 */
public record Expired(
    Place place,
    String dataClass,
    String period,
    long count,
    boolean late,
    String policy,
    Instant at)
    implements Leaf {
  static final String TYPE = "expired";

  public Expired {
    Tokens.check(dataClass, "class");
    Tokens.check(period, "period");
    if (count < 0) {
      throw new IllegalArgumentException("a count of " + count);
    }
    Tokens.check(policy, "by");
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  static Expired read(Fields fields) {
    return new Expired(
        fields.place(),
        fields.text("class"),
        fields.text("period"),
        fields.number("n"),
        fields.flag("late"),
        fields.text("by"),
        fields.at());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] bytes() {
    Fields fields =
        Fields.of(this)
            .with("class", dataClass)
            .with("period", period)
            .with("n", count)
            .with("by", policy);
    return (late ? fields.with("late", 1) : fields).json();
  }
}
