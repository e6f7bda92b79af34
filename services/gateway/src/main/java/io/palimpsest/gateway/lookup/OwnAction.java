package io.palimpsest.gateway.lookup;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Actions that the original does not have. They are of a version of their own, so that no name of
 * the original's can ever mean something else here.
 */
public enum OwnAction {
  DESCRIBE_CALL(
      "DescribeCall",
      20,
      Set.of(Parameters.CALL_ID),
      "what is held of one of the AppID's calls, in which store, why and until when, its steps, what was erased and the proof of it, and legal holds"),
  ERASE_CALL(
      "EraseCall",
      20,
      Set.of(Parameters.CALL_ID),
      "erases at once what may be erased of one of the AppID's calls, and what became of each class; may be repeated"),
  DESCRIBE_USAGE(
      "DescribeUsage",
      2,
      Set.of(Parameters.FROM, Parameters.TO),
      "the AppID's calls by day, region, action and key, with their fee; a month's lines add up to its bill"),
  DESCRIBE_STATEMENT(
      "DescribeStatement",
      1,
      Set.of(Parameters.MONTH),
      "the AppID's signed statement of a month in one region, with the Merkle root of its records"),
  DESCRIBE_STATEMENT_RECORDS(
      "DescribeStatementRecords",
      5,
      Set.of(Parameters.MONTH, Parameters.AFTER),
      "the records that a statement was made from, part by part");

  /** Value of {@code X-TC-Version}. */
  public static final String VERSION = "2026-11-21";

  private final String wire;
  private final long perSecond;
  private final Set<String> parameters;
  private final String purpose;

  OwnAction(String wire, long perSecond, Set<String> parameters, String purpose) {
    this.wire = wire;
    this.perSecond = perSecond;
    this.parameters = parameters;
    this.purpose = purpose;
  }

  /**
   * The action that a call names.
   *
   * @throws CallFailure {@code InvalidAction}
   */
  public static OwnAction find(String name) {
    return known(name)
        .orElseThrow(
            () ->
                new CallFailure(ErrorCode.INVALID_ACTION, "no such action in version " + VERSION));
  }

  /** Empty when the name is none of ours. */
  public static Optional<OwnAction> known(String name) {
    return Arrays.stream(values()).filter(each -> each.wire.equals(name)).findFirst();
  }

  /** As in {@code X-TC-Action}. */
  public String wire() {
    return wire;
  }

  /** Calls a second for each AppID and region. */
  public long perSecond() {
    return perSecond;
  }

  /** The parameters that are read; all others are passed over. */
  public Set<String> parameters() {
    return parameters;
  }

  /** What it tells, in words. */
  public String purpose() {
    return purpose;
  }
}
