package io.palimpsest.gateway.lookup;

import io.palimpsest.gateway.actions.Arguments;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.metering.CallId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** Reads the parameters of our own actions. */
public final class Parameters {
  public static final String CALL_ID = "CallId";
  public static final String FROM = "From";
  public static final String TO = "To";
  public static final String MONTH = "Month";
  public static final String AFTER = "After";

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
    return callId(CALL_ID, text);
  }

  /**
   * The last record of the part before; empty for the first part.
   *
   * @throws CallFailure {@code InvalidParameterValue}
   */
  public static Optional<CallId> after(Arguments arguments) {
    return arguments.text(AFTER).filter(text -> !text.isEmpty()).map(text -> callId(AFTER, text));
  }

  /**
   * The month that is asked for: by default the one that {@code today} lies in.
   *
   * @throws CallFailure {@code InvalidParameterValue}
   */
  public static YearMonth month(Arguments arguments, LocalDate today) {
    try {
      YearMonth month =
          arguments.text(MONTH).map(YearMonth::parse).orElseGet(() -> YearMonth.from(today));
      if (month.getYear() >= 2000 && month.getYear() <= 9000) {
        return month;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw new CallFailure(ErrorCode.INVALID_PARAMETER_VALUE, MONTH + " is a month such as 2026-11");
  }

  private static CallId callId(String name, String text) {
    try {
      CallId callId = CallId.parse(text);
      if (callId.toString().equalsIgnoreCase(text)) {
        return callId;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new CallFailure(
        ErrorCode.INVALID_PARAMETER_VALUE, name + " is the RequestId of a call's answer");
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
