package io.palimpsest.gateway;

import io.palimpsest.gateway.CallMetrics.Measured;
import io.palimpsest.gateway.actions.ActionCatalogue;
import io.palimpsest.gateway.actions.ActionSpec;
import io.palimpsest.gateway.http.Reply;
import io.palimpsest.gateway.http.Request;
import io.palimpsest.gateway.http.RequestHead;
import io.palimpsest.gateway.http.RequestProcessor;
import io.palimpsest.gateway.lookup.OwnAction;
import io.palimpsest.gateway.protocol.CommonParameters;
import io.palimpsest.gateway.protocol.CommonParametersReader;
import io.palimpsest.gateway.signature.Authenticator;
import io.palimpsest.platform.call.CallService;
import io.palimpsest.platform.call.Outcome;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.metering.MonitoringRecord;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request from its bytes to its answer, in the order in which refusals are documented:
 * protocol, version and action, authentication; the rest is {@link CallService}'s, or {@link
 * OwnCalls}'. The one place where failures become answers, and where an unexpected one is logged.
 * Thread-safe.
 */
final class ApiProcessor implements RequestProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(ApiProcessor.class);

  private final ActionCatalogue actions;
  private final Authenticator authenticator;
  private final CallPlanner planner;
  private final CallService calls;
  private final OwnCalls own;
  private final Replies replies;
  private final RefusalLog refusals;
  private final CallMetrics metrics;

  ApiProcessor(
      ActionCatalogue actions,
      Authenticator authenticator,
      CallPlanner planner,
      CallService calls,
      OwnCalls own,
      Replies replies,
      RefusalLog refusals,
      CallMetrics metrics) {
    this.actions = actions;
    this.authenticator = authenticator;
    this.planner = planner;
    this.calls = calls;
    this.own = own;
    this.replies = replies;
    this.refusals = refusals;
    this.metrics = metrics;
  }

  @Override
  public Reply answer(Request request) {
    RequestHead head = request.head();
    try (CallContext context = CallContext.open(head.callId());
        var _ = metrics.inFlight()) {
      CommonParameters common = null;
      try {
        common = CommonParametersReader.read(request);
        return perform(request, common, context);
      } catch (CallFailure failure) {
        return refuse(head, common, failure);
      } catch (RuntimeException unexpected) {
        return refuse(
            head,
            common,
            new CallFailure(ErrorCode.INTERNAL_ERROR, "an internal error occurred", unexpected));
      }
    }
  }

  @Override
  public Reply refuse(RequestHead head, CallFailure failure) {
    try (CallContext _ = CallContext.open(head.callId())) {
      return refuse(head, null, failure);
    }
  }

  @Override
  public void delivered(Outcome.Receipt receipt) {
    try (CallContext _ = CallContext.open(receipt.callId())) {
      calls.delivered(receipt);
    }
  }

  @Override
  public void dropped(RequestHead head) {
    metrics.dropped();
    LOG.info("call {} dropped: its client was too slow", head.callId());
  }

  private Reply perform(Request request, CommonParameters common, CallContext context) {
    if (common.version().equals(OwnAction.VERSION)) {
      OwnAction action = OwnAction.find(common.action());
      return answered(
          request,
          common,
          context,
          action.wire(),
          caller -> own.perform(request, common, action, caller));
    }
    ActionSpec spec = actions.find(common.version(), common.action());
    return answered(
        request,
        common,
        context,
        spec.name(),
        caller -> calls.perform(planner.plan(request, common, spec, caller)));
  }

  private Reply answered(
      Request request,
      CommonParameters common,
      CallContext context,
      String action,
      Function<Caller, Outcome<Payload>> work) {
    RequestHead head = request.head();
    Caller caller =
        head.trace().step("authenticate", () -> authenticator.authenticate(request, common));
    context.appId(caller.application().appId());
    Outcome<Payload> outcome = work.apply(caller);
    outcome.receipt().ifPresent(receipt -> context.region(receipt.cell().region()));
    Reply reply =
        switch (outcome) {
          case Outcome.Answered<Payload> answered ->
              replies.result(head, answered.result(), answered.receipt());
          case Outcome.Refused<Payload> refused ->
              replies.error(head, Optional.of(common), refused.failure(), refused.receipt());
        };
    String result =
        switch (outcome) {
          case Outcome.Answered<Payload> _ -> MonitoringRecord.SUCCESS;
          case Outcome.Refused<Payload> refused -> refused.failure().code().wire();
        };
    Optional<String> region = outcome.receipt().map(receipt -> receipt.cell().region().name());
    done(head, new Measured(action, region.orElse("none"), result));
    return reply;
  }

  /**
   * Before authentication no AppID is known: nothing is metered, the operation log alone tells of
   * it.
   */
  private Reply refuse(RequestHead head, @Nullable CommonParameters common, CallFailure failure) {
    logFault(failure);
    Optional<CommonParameters> known = Optional.ofNullable(common);
    String action = known.map(CommonParameters::action).filter(this::isKnown).orElse("unknown");
    refusals.log(head, known, action, failure.code());
    done(head, new Measured(action, "none", failure.code().wire()));
    return replies.error(head, known, failure, Optional.empty());
  }

  private boolean isKnown(String action) {
    return actions.known(action).isPresent() || OwnAction.known(action).isPresent();
  }

  private void done(RequestHead head, Measured measured) {
    metrics.done(measured, head.trace());
    LOG.info(
        "{} {} {} ms, client {}",
        measured.action(),
        measured.result(),
        head.trace().elapsed().toMillis(),
        Printable.of(head.header("X-TC-RequestClient").orElse("-"), 64));
  }

  /** Failures inside the call itself are logged where they happen; these never got that far. */
  private static void logFault(CallFailure failure) {
    switch (failure.code().fault()) {
      case US -> LOG.error("{}: {}", failure.message(), Unexpected.describe(failure));
      case CAPACITY -> LOG.warn("{}: {}", failure.code().wire(), failure.message());
      case CALLER -> LOG.debug("{}: {}", failure.code().wire(), failure.message());
    }
  }
}
