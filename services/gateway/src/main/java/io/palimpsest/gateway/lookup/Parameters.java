package io.palimpsest.gateway.lookup;

import io.palimpsest.gateway.actions.Arguments;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.metering.CallId;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads the parameters of our own actions. */
public final class Parameters {
  public static final String CALL_ID = "CallId";
  public static final String FROM = "From";
  public static final String TO = "To";

  /** Days that one answer may span: three months, each at its longest. */
  public static final int MOST_DAYS = 93;

  private Parameters() {}

  /** First and last day, both included. */
  public record Span(LocalDate first, LocalDate last) {}

  /**
   * The call that is asked for.
   *
   * @throws CallFailure {@code MissingParameter} or {@code InvalidParameterValue}
   */
  public static CallId callId(Arguments arguments) {
    String text =
        arguments
            .text(CALL_ID)
            .orElseThrow(
                () -> new CallFailure(ErrorCode.MISSING_PARAMETER, CALL_ID + " is missing"));
    try {
      CallId callId = CallId.parse(text);
      if (callId.toString().equalsIgnoreCase(text)) {
        return callId;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new CallFailure(
        ErrorCode.INVALID_PARAMETER_VALUE, CALL_ID + " is the RequestId of a call's answer");
  }

  /**
   * The days that are asked for: by default the month that {@code today} lies in, up to today.
   *
   * @throws CallFailure {@code InvalidParameterValue}
   */
  public static Span span(Arguments arguments, LocalDate today) {
    LocalDate last = day(arguments, TO, today);
    LocalDate first = day(arguments, FROM, last.withDayOfMonth(1));
    if (first.isAfter(last) || !first.plusDays(MOST_DAYS).isAfter(last)) {
      throw new CallFailure(
          ErrorCode.INVALID_PARAMETER_VALUE,
          FROM + " is not after " + TO + " and at most " + MOST_DAYS + " days are told at once");
    }
    return new Span(first, last);
  }

  private static LocalDate day(Arguments arguments, String name, LocalDate otherwise) {
    try {
      LocalDate day = arguments.text(name).map(LocalDate::parse).orElse(otherwise);
      if (day.getYear() >= 2000 && day.getYear() <= 9000) {
        return day;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw new CallFailure(ErrorCode.INVALID_PARAMETER_VALUE, name + " is a day such as 2026-11-21");
  }
}
