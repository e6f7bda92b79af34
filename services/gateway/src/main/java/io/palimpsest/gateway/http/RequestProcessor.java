package io.palimpsest.gateway.http;

import io.palimpsest.platform.call.Outcome;
import io.palimpsest.platform.error.CallFailure;

/** What is done with requests. Called on threads that may block; throws nothing. */
public interface RequestProcessor {

  /** Answers a whole request. */
  Reply answer(Request request);

  /**
   * Answers a request that is not taken in: too large, malformed, or more than the server can hold
   * now.
   */
  Reply refuse(RequestHead head, CallFailure failure);

  /** The answer's last byte was handed to the socket. */
  void delivered(Outcome.Receipt receipt);

  /** A client was too slow and its connection closed. */
  void dropped(RequestHead head);
}
