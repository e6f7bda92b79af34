package io.palimpsest.platform.testkit;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.DocumentNumber;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.Photo;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** End users and what was read of them; the people are those of specimen documents. */
public final class SubjectFixtures {
  public static final String ACTION = "MLIDPassportOCR";
  public static final FieldName NAME = new FieldName("name");
  public static final FieldName NUMBER = new FieldName("documentNumber");
  public static final FieldName BORN = new FieldName("dateOfBirth");
  public static final FieldName PORTRAIT = new FieldName("portrait");
  public static final Purpose TRAINING = new Purpose("model-improvement");
  public static final Purpose REGISTRATION = new Purpose("registration-safety");

  /** What must stand in clear in no store: every personal value that the fixtures hold. */
  public static final Set<String> PERSONAL =
      Set.of("ERIKSSON", "ANNA MARIA", "L898902C3", "1974-08-12", "a face of Anna", "XJUR");

  private SubjectFixtures() {}

  /** A reference that no other fixture has. */
  public static EndUserReference reference() {
    return new EndUserReference("customer " + UUID.randomUUID());
  }

  /** A document that no other fixture has. */
  public static DocumentNumber document() {
    return new DocumentNumber("UTO", "passport", UUID.randomUUID().toString());
  }

  /** A passport's fields, read at {@code instant} and kept for 30 days for both purposes. */
  public static Identification passport(AppId appId, Instant instant) {
    return passport(appId, instant, instant.plus(Duration.ofDays(30)), TRAINING, REGISTRATION);
  }

  public static Identification passport(
      AppId appId, Instant instant, Instant until, Purpose... purposes) {
    CallId callId = PlatformFixtures.callId(instant);
    return new Identification(
        appId,
        callId,
        ACTION,
        DataClass.IDENTIFICATION,
        Map.of(NAME, "ERIKSSON, ANNA MARIA", NUMBER, "L898902C3", BORN, "1974-08-12"),
        PolicyRef.parse("tencent-ocr@1.0.0"),
        Set.of(purposes),
        Map.of(purposes[0], "attestation-1"),
        instant,
        until,
        Optional.of("XJUR"));
  }

  /** A portrait of 40 kB that begins with words to look for. */
  public static Photo portrait() {
    byte[] content = new byte[40_000];
    byte[] words = "a face of Anna".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + words.length <= content.length; i += words.length) {
      System.arraycopy(words, 0, content, i, words.length);
    }
    return new Photo(PORTRAIT, content);
  }
}
