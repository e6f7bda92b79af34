package io.palimpsest.gateway.protocol;

import io.palimpsest.gateway.http.RequestHead;
import io.palimpsest.platform.call.EndUser;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.ReferenceUnusable;
import io.palimpsest.policy.RetentionPeriod;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a call tells of its end user. All of it may be left out. No SDK signs these headers,
 * so they are believed as far as the connection is; what they say is never logged.
 */
public final class EndUserHeaders {
  /** The tenant's own opaque reference of the end user. */
  public static final String REFERENCE = "X-Palimpsest-End-User";

  /** The tenant's own reference of its consent record. */
  public static final String CONSENT_RECORD = "X-Palimpsest-Consent-Record";

  /** Where the end user lives, as an ISO 3166-1 code. */
  public static final String JURISDICTION = "X-Palimpsest-Jurisdiction";

  /** A shorter period than the policy's own for what is kept, as ISO 8601 writes it. */
  public static final String KEEP_AT_MOST = "X-Palimpsest-Keep-At-Most";

  private EndUserHeaders() {}

  /**
   * Reads them.
   *
   * @throws CallFailure {@code InvalidParameterValue} that names the header and never its value
   */
  public static EndUser read(RequestHead head) {
    return new EndUser(
        reference(head, REFERENCE),
        reference(head, CONSENT_RECORD),
        jurisdiction(head),
        keepAtMost(head));
  }

  private static Optional<EndUserReference> reference(RequestHead head, String name) {
    Optional<String> value = single(head, name);
    try {
      return value.map(text -> new EndUserReference(utf8(name, text)));
    } catch (ReferenceUnusable e) {
      throw wrong(name, e.message());
    }
  }

  private static Optional<String> jurisdiction(RequestHead head) {
    Optional<String> value = single(head, JURISDICTION);
    if (value.isPresent() && !value.get().matches("[A-Z]{2}")) {
      throw wrong(JURISDICTION, "is not an ISO 3166-1 code such as DE");
    }
    return value;
  }

  private static Optional<RetentionPeriod> keepAtMost(RequestHead head) {
    try {
      return single(head, KEEP_AT_MOST).map(RetentionPeriod::parse);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw wrong(KEEP_AT_MOST, "is not an ISO 8601 period such as P7D");
    }
  }

  private static Optional<String> single(RequestHead head, String name) {
    List<String> all = head.headersOf(name);
    if (all.size() > 1) {
      throw wrong(name, "is given twice");
    }
    return all.stream().findFirst();
  }

  /** Headers arrive byte by byte; ours are UTF-8. */
  private static String utf8(String name, String raw) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      throw wrong(name, "is not UTF-8");
    }
  }

  private static CallFailure wrong(String name, String what) {
    return new CallFailure(ErrorCode.INVALID_PARAMETER_VALUE, "the header " + name + ": " + what);
  }
}
