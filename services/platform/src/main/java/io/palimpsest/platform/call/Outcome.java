package io.palimpsest.platform.call;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.metering.CallId;
import java.util.Optional;

/** How a call ended. Either way its record is durable when there is a receipt. */
public sealed interface Outcome<R> {

  /** What is owed to the ledger once the answer has left; empty when nothing was recorded. */
  Optional<Receipt> receipt();

  /** There is a result, and its record is durable. */
  record Answered<R>(R result, Optional<Receipt> receipt) implements Outcome<R> {}

  /** There is none. */
  record Refused<R>(CallFailure failure, Optional<Receipt> receipt) implements Outcome<R> {}

  /**
   * Names the record whose delivery is to be confirmed.
   *
   * @param staged whether an upload was or may have been staged, so that its erasure is shown
   */
  record Receipt(CallId callId, Cell cell, boolean staged) {}
}
