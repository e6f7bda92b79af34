package io.palimpsest.gateway;

import io.palimpsest.gateway.actions.Arguments;
import io.palimpsest.gateway.actions.ArgumentsReader;
import io.palimpsest.gateway.http.Request;
import io.palimpsest.gateway.lookup.CallDesk;
import io.palimpsest.gateway.lookup.OwnAction;
import io.palimpsest.gateway.lookup.Parameters;
import io.palimpsest.gateway.lookup.StatementAnswers;
import io.palimpsest.gateway.lookup.UsageJson;
import io.palimpsest.gateway.protocol.CommonParameters;
import io.palimpsest.gateway.protocol.Envelope;
import io.palimpsest.gateway.protocol.Gzip;
import io.palimpsest.platform.admission.LookupAdmission;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.call.Outcome;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.lookup.CallInfo;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.PriceList;
import io.palimpsest.platform.metering.UsageLine;
import io.palimpsest.platform.metering.UsageReport;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.statements.StatementDesk;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.decision.PolicyDecisions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers our own actions. They are no calls of the service that is sold: the operation log alone
 * tells of them, so they cost nothing, and looking something up does not change what is looked at.
 * Whoever asks reaches the calls of the key's own AppID and, whatever is asked for, nothing else.
 * Thread-safe.
 *
 * @param over the age at which a call is over
 */
record OwnCalls(
    Cells cells,
    CallDesk desk,
    LookupAdmission admission,
    PolicyDecisions decisions,
    PriceList prices,
    StatementDesk statements,
    Duration over,
    Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(OwnCalls.class);

  /** Answers the action and says how it ended; throws nothing. */
  Outcome<Payload> perform(
      Request request, CommonParameters common, OwnAction action, Caller caller) {
    Map<String, Object> asked = new TreeMap<>();
    Outcome<Payload> outcome;
    try {
      outcome =
          new Outcome.Answered<>(answer(request, common, action, caller, asked), Optional.empty());
    } catch (CallFailure failure) {
      outcome = new Outcome.Refused<>(failure, Optional.empty());
    } catch (RuntimeException e) {
      LOG.error("{} failed: {}", action.wire(), Unexpected.describe(e));
      outcome =
          new Outcome.Refused<>(
              new CallFailure(ErrorCode.INTERNAL_ERROR, "an internal error occurred", e),
              Optional.empty());
    }
    log(request, action, caller, outcome, asked);
    return outcome;
  }

  private Payload answer(
      Request request,
      CommonParameters common,
      OwnAction action,
      Caller caller,
      Map<String, Object> asked) {
    List<Cell> where = cellsOf(common, caller.application());
    request
        .head()
        .trace()
        .step(
            "admit",
            () ->
                admission.admit(
                    caller,
                    action.wire(),
                    request.head().address(),
                    where.getFirst().region(),
                    action.perSecond()));
    Arguments arguments =
        switch (common.scheme()) {
          case TC3_JSON -> ArgumentsReader.json(request.body(), action.parameters());
          case TC3_QUERY, V1 -> ArgumentsReader.flattened(common.parameters(), action.parameters());
        };
    Envelope.Members members =
        switch (action) {
          case DESCRIBE_CALL -> desk.describe(callId(arguments, asked), where, caller);
          case ERASE_CALL -> desk.erase(callId(arguments, asked), where, caller);
          case DESCRIBE_USAGE -> usage(arguments, where, caller, asked);
          case DESCRIBE_STATEMENT, DESCRIBE_STATEMENT_RECORDS ->
              statement(action, arguments, one(where, caller.application()), caller, asked);
        };
    return Payload.of(
        Envelope.result(request.head().callId(), members),
        Gzip.accepted(request.head().header("Accept-Encoding")));
  }

  private static CallId callId(Arguments arguments, Map<String, Object> asked) {
    CallId callId = Parameters.callId(arguments);
    asked.put(Parameters.CALL_ID, callId.toString());
    return callId;
  }

  private Envelope.Members usage(
      Arguments arguments, List<Cell> where, Caller caller, Map<String, Object> asked) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), where.getFirst().zone());
    Parameters.Span days = Parameters.span(arguments, today);
    asked.put(Parameters.FROM, days.first().toString());
    asked.put(Parameters.TO, days.last().toString());
    List<UsageLine> lines = new ArrayList<>();
    for (Cell cell : where) {
      try {
        lines.addAll(
            new UsageReport(cell.region(), cell.ledger(), prices, over, clock)
                .of(caller.application().appId(), days.first(), days.last()));
      } catch (StoreUnavailable e) {
        // Half of it would look like all of it.
        throw CallDesk.unknown(CallInfo.DATABASE, cell.region());
      }
    }
    return json -> UsageJson.write(json, days, prices.currency(), lines);
  }

  /** A statement is of one region: the one that is named, or the AppID's own. */
  private static Cell one(List<Cell> where, Application application) {
    return where.stream()
        .filter(cell -> cell.region().equals(application.defaultRegion()))
        .findFirst()
        .orElse(where.getFirst());
  }

  private Envelope.Members statement(
      OwnAction action, Arguments arguments, Cell cell, Caller caller, Map<String, Object> asked) {
    YearMonth month =
        Parameters.month(arguments, LocalDate.ofInstant(clock.instant(), cell.zone()));
    asked.put(Parameters.MONTH, month.toString());
    AppId appId = caller.application().appId();
    StatementAnswers answers = new StatementAnswers(statements);
    try {
      return action == OwnAction.DESCRIBE_STATEMENT
          ? answers.statement(cell, appId, month)
          : answers.records(cell, appId, month, Parameters.after(arguments));
    } catch (StoreUnavailable e) {
      throw CallDesk.unknown(CallInfo.DATABASE, cell.region());
    }
  }

  /** The region that is named, or every one that the AppID may use and that is served here. */
  private List<Cell> cellsOf(CommonParameters common, Application application) {
    Optional<Region> named =
        common
            .region()
            .filter(name -> !name.isEmpty())
            .map(
                name ->
                    Region.parse(name)
                        .orElseThrow(
                            () ->
                                new CallFailure(
                                    ErrorCode.INVALID_PARAMETER_VALUE,
                                    "Region is not well-formed")));
    List<Cell> found =
        cells.all().stream()
            .filter(cell -> application.regions().contains(cell.region()))
            .filter(cell -> named.map(cell.region()::equals).orElse(true))
            .toList();
    if (found.isEmpty()) {
      throw new CallFailure(
          ErrorCode.UNSUPPORTED_REGION, "no such region is served for this AppID");
    }
    return found;
  }

  private void log(
      Request request,
      OwnAction action,
      Caller caller,
      Outcome<Payload> outcome,
      Map<String, Object> asked) {
    Cell home = cells.find(caller.application().defaultRegion()).orElse(cells.all().getFirst());
    String result =
        switch (outcome) {
          case Outcome.Answered<Payload> _ -> MonitoringRecord.SUCCESS;
          case Outcome.Refused<Payload> refused -> refused.failure().code().wire();
        };
    home.log()
        .append(
            new OperationLogEntry(
                request.head().callId(),
                Optional.of(caller.application().appId()),
                request.head().callId().received(),
                home.region(),
                action.wire(),
                result,
                request.head().trace().steps(),
                asked,
                Map.of(),
                decisions.keptFor(
                    caller.terms(), DataClass.OPERATION_LOG, request.head().callId().received())));
  }
}
