package io.palimpsest.evidence.leaf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One item was seen to be gone: the leaf of a call. Its bytes are 200 at most.
 *
 * @param dataClass such as {@code upload} or {@code identity}
 * @param cause why it was erased
 * @param late whether it was still there after its day
 * @param of to callId and details
 * @param policy module and version it was erased under, such as {@code tencent-ocr-1.0.0}
 */
public record Erased(
    Place place,
    String dataClass,
    Cause cause,
    boolean late,
    Commitment of,
    String policy,
    Instant at)
    implements Leaf {
  static final String TYPE = "erased";

  public Erased {
    Tokens.check(dataClass, "class");
    Tokens.check(policy, "by");
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  static Erased read(Fields fields) {
    return new Erased(
        fields.place(),
        fields.text("class"),
        Cause.of(fields.text("why")),
        fields.flag("late"),
        fields.of(),
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
            .with("why", cause.word())
            .with("of", of.text())
            .with("by", policy);
    return (late ? fields.with("late", 1) : fields).json();
  }
}
