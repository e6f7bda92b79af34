package io.palimpsest.gateway;

import io.palimpsest.gateway.evidence.EvidencePages;
import io.palimpsest.gateway.http.Reply;
import io.palimpsest.gateway.http.RequestHead;
import io.palimpsest.gateway.protocol.CommonParameters;
import io.palimpsest.gateway.protocol.Envelope;
import io.palimpsest.gateway.protocol.Language;
import io.palimpsest.gateway.protocol.Messages;
import io.palimpsest.platform.call.Outcome;
import io.palimpsest.platform.error.CallFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Puts answers into their envelope, in the caller's language. Thread-safe. */
final class Replies {
  /** Where the proof of the upload's erasure is to be had, a moment later. */
  static final String PROOF = "X-Palimpsest-Proof";

  private final Messages messages;
  private final Language otherwise;

  /**
   * @param otherwise the language of callers who name none
   */
  Replies(Messages messages, Language otherwise) {
    this.messages = messages;
    this.otherwise = otherwise;
  }

  Reply result(RequestHead head, Payload payload, Optional<Outcome.Receipt> receipt) {
    Map<String, String> headers = headers(head, receipt);
    if (payload.gzipped()) {
      headers.put("Content-Encoding", "gzip");
    }
    return new Reply(payload.bytes(), headers, receipt);
  }

  Reply error(
      RequestHead head,
      Optional<CommonParameters> common,
      CallFailure failure,
      Optional<Outcome.Receipt> receipt) {
    return new Reply(errorBody(head, common, failure), headers(head, receipt), receipt);
  }

  /** The JSON text of a refusal. */
  byte[] errorBody(RequestHead head, Optional<CommonParameters> common, CallFailure failure) {
    Language language =
        common
            .flatMap(CommonParameters::language)
            .or(() -> head.header("X-TC-Language").flatMap(Language::of))
            .orElse(otherwise);
    return Envelope.error(
        head.callId(), failure.code().wire(), messages.explain(failure, language));
  }

  /** The Node SDK reads its trace id back from the answer. */
  private static Map<String, String> headers(RequestHead head, Optional<Outcome.Receipt> receipt) {
    Map<String, String> headers = new HashMap<>();
    receipt
        .filter(Outcome.Receipt::staged)
        .ifPresent(
            owed -> headers.put(PROOF, EvidencePages.proofOf(owed.cell().region(), owed.callId())));
    headers.put("X-TC-RequestId", head.callId().toString());
    head.header("X-TC-TraceId").ifPresent(id -> headers.put("X-TC-TraceId", Printable.of(id, 128)));
    return headers;
  }
}
