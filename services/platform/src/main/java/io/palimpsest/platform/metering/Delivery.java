package io.palimpsest.platform.metering;

/** Whether a call's answer was seen to leave. */
public enum Delivery {
  /** Not known yet. */
  PENDING,
  /** Its last byte was handed to the socket. */
  DELIVERED,
  /** It was not: the call costs nothing. */
  UNDELIVERED
}
