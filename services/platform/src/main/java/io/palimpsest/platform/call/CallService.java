package io.palimpsest.platform.call;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.Reading;
import io.palimpsest.platform.admission.Admission;
import io.palimpsest.platform.call.FaultPoints.Point;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.PriceList;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.Staging;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One authenticated call, end to end: admit, stage, recognise, settle. Whatever happens, the call's
 * record is durable before its outcome is returned, its upload is erased or listed for the sweep,
 * what may be kept of its end user is stored, a debug copy is made where its tenant wants one, and
 * its log entry is written. Thread-safe.
 */
public final class CallService {
  private static final Logger LOG = LoggerFactory.getLogger(CallService.class);

  private final Cells cells;
  private final Admission admission;
  private final PriceList prices;
  private final DocumentReader reader;
  private final Deadlines deadlines;
  private final Settler settler;
  private final Keeping keeping;
  private final Optional<Copying> copying;
  private final FaultPoints faults;

  /** Where no debug copies are made. */
  public CallService(
      Cells cells,
      Admission admission,
      PriceList prices,
      DocumentReader reader,
      Deadlines deadlines,
      Settler settler,
      Keeping keeping,
      FaultPoints faults) {
    this(cells, admission, prices, reader, deadlines, settler, keeping, Optional.empty(), faults);
  }

  /**
   * @param copying makes debug copies; empty where none are made
   */
  public CallService(
      Cells cells,
      Admission admission,
      PriceList prices,
      DocumentReader reader,
      Deadlines deadlines,
      Settler settler,
      Keeping keeping,
      Optional<Copying> copying,
      FaultPoints faults) {
    this.cells = cells;
    this.admission = admission;
    this.prices = prices;
    this.reader = reader;
    this.deadlines = deadlines;
    this.settler = settler;
    this.keeping = keeping;
    this.copying = copying;
    this.faults = faults;
  }

  /** Does the call and says how it ended; throws nothing. */
  public <R> Outcome<R> perform(OcrCall<R> call) {
    Cell cell;
    try {
      cell = cellOf(call);
    } catch (CallFailure unsupported) {
      return homeOf(call)
          .map(home -> refuse(home, call, new Held(), unsupported))
          .orElseGet(() -> unrecordable(call, unsupported));
    }
    try (var _ = deadlines.watch(call.trace(), call.cancellation())) {
      return performIn(cell, call);
    }
  }

  /**
   * Notes that the answer's last byte was handed to the socket: from then on the call is billed.
   */
  public void delivered(Outcome.Receipt receipt) {
    faults.after(Point.ANSWER);
    try {
      receipt.cell().ledger().delivered(receipt.callId());
    } catch (RuntimeException e) {
      LOG.warn(
          "delivery of {} not noted, it will not be billed: {}",
          receipt.callId(),
          Failures.describe(e));
    }
  }

  /**
   * Leaves the one trace that a refusal before authentication has: an entry in the operation log.
   */
  public void logUnauthenticated(OperationLogEntry entry) {
    cells.find(entry.region()).orElse(cells.all().getFirst()).log().append(entry);
  }

  private <R> Outcome<R> performIn(Cell cell, OcrCall<R> call) {
    Held held = new Held();
    Finished<R> finished;
    try {
      finished = work(cell, call, held);
    } catch (RuntimeException | Error e) {
      // An Error too (no memory, no class, no stack): the upload must go and the call be recorded.
      return refuse(cell, call, held, Failures.toCallFailure(e));
    }
    // Settled once, outside the try: after a settlement that failed half-way a second one would
    // change nothing in the ledger, yet give a receipt for the Success that the first one wrote.
    Outcomes done =
        new Outcomes(
            finished.shape(),
            finished.keeping(),
            held.copy.map(task -> () -> task.copy(finished.answer().get())));
    if (!settle(cell, call, held, MonitoringRecord.SUCCESS, done)) {
      return unrecorded();
    }
    faults.before(Point.ANSWER);
    return new Outcome.Answered<>(finished.result(), receipt(cell, call, held));
  }

  private <R> Finished<R> work(Cell cell, OcrCall<R> call, Held held) {
    Admission.Admitted admitted = call.trace().step("admit", () -> admission.admit(call, cell));
    held.quota = Optional.of(admitted);
    OcrCall.Plan<R> plan = call.plan().get();
    byte[] file = call.trace().step("fetch", plan.image()::load);
    held.copy = copying.flatMap(each -> each.begin(call, cell, file));
    held.refusal = plan.answers().refusal();
    call.cancellation().throwIfCancelled();
    if (admitted.terms().staging() == Staging.OBJECT_STORE) {
      UploadKey key = UploadKey.of(call.caller().application().appId(), call.callId(), cell.zone());
      held.upload = Optional.of(key); // from here on an object may exist, even if staging fails
      stage(cell, call, key, file);
      call.cancellation().throwIfCancelled();
    }
    Optional<Keeping.Task> task =
        plan.keepable().map(each -> keeping.begin(call, cell, admitted.terms().policy(), each));
    DocumentOptions options = task.map(each -> each.options(plan.options())).orElse(plan.options());
    Reading reading = recognise(call, options, file);
    R result = call.trace().step("render", () -> plan.render().apply(reading));
    Map<String, Object> shape = plan.shape().apply(reading);
    call.cancellation().throwIfCancelled();
    return new Finished<>(
        result,
        () -> plan.answers().result().apply(result),
        shape,
        task.map(each -> () -> each.keep(reading)));
  }

  private void stage(Cell cell, OcrCall<?> call, UploadKey key, byte[] file) {
    faults.before(Point.STAGE);
    try {
      call.trace().step("stage", () -> cell.uploads().stage(key, file));
    } catch (StoreUnavailable e) {
      throw new CallFailure(ErrorCode.SERVICE_UNAVAILABLE, "uploads cannot be staged now", e);
    }
    faults.after(Point.STAGE);
  }

  private Reading recognise(OcrCall<?> call, DocumentOptions options, byte[] file) {
    faults.before(Point.RECOGNISE);
    var read = options.read().withCancellation(call.cancellation());
    Reading reading = call.trace().read(() -> reader.read(file, options.withRead(read)));
    faults.after(Point.RECOGNISE);
    return reading;
  }

  private boolean settle(Cell cell, OcrCall<?> call, Held held, String result, Outcomes done) {
    long fee = prices.fee(call.action(), result);
    boolean durable =
        settler.settle(
            cell, call, held.upload, result, fee, done.shape(), done.keeping(), done.copying());
    if (!durable || !prices.billedResults().contains(result)) {
      held.quota.ifPresent(Admission.Admitted::giveBack);
    }
    return durable;
  }

  private <R> Outcome<R> refuse(Cell cell, OcrCall<R> call, Held held, CallFailure failure) {
    if (failure.code().fault() == ErrorCode.Fault.US) {
      LOG.error("call {} failed: {}", call.callId(), Failures.describe(failure));
    }
    Outcomes done =
        new Outcomes(
            suspended(call.caller().tenant()),
            Optional.empty(),
            held.copy.map(task -> () -> task.copy(held.refusal.apply(failure))));
    if (!settle(cell, call, held, failure.code().wire(), done)) {
      return unrecorded();
    }
    faults.before(Point.ANSWER);
    return new Outcome.Refused<>(failure, receipt(cell, call, held));
  }

  /** For the operation log: why a tenant is not served, as the operator said it. */
  private static Map<String, Object> suspended(Tenant tenant) {
    return tenant
        .suspension()
        .map(
            since ->
                Map.<String, Object>of(
                    "suspended",
                    Map.of(
                        "state", tenant.state().name(),
                        "since", since.at().toString(),
                        "by", since.by(),
                        "reason", since.reason())))
        .orElse(Map.of());
  }

  private static Optional<Outcome.Receipt> receipt(Cell cell, OcrCall<?> call, Held held) {
    return Optional.of(new Outcome.Receipt(call.callId(), cell, held.upload.isPresent()));
  }

  /**
   * Without a receipt a record that was written after all is never confirmed, and so never billed.
   */
  private static <R> Outcome<R> unrecorded() {
    return new Outcome.Refused<>(
        new CallFailure(ErrorCode.INTERNAL_ERROR, "the call could not be recorded"),
        Optional.empty());
  }

  /** No region of the AppID is served here, and no other may hold its records. */
  private static <R> Outcome<R> unrecordable(OcrCall<R> call, CallFailure unsupported) {
    LOG.warn(
        "AppID {} is not served in any region of this gateway: call {} is not recorded",
        call.caller().application().appId(),
        call.callId());
    return new Outcome.Refused<>(unsupported, Optional.empty());
  }

  private Cell cellOf(OcrCall<?> call) {
    Region region =
        call.region()
            .filter(name -> !name.isEmpty())
            .map(
                name ->
                    Region.parse(name)
                        .orElseThrow(
                            () ->
                                new CallFailure(
                                    ErrorCode.INVALID_PARAMETER_VALUE,
                                    "Region is not well-formed")))
            .orElse(call.caller().application().defaultRegion());
    return cells
        .find(region)
        .filter(cell -> call.caller().application().regions().contains(region))
        .orElseThrow(
            () ->
                new CallFailure(
                    ErrorCode.UNSUPPORTED_REGION,
                    "region " + region + " is not served for this AppID"));
  }

  /** Where a call is recorded that asked for a region it may not use. */
  private Optional<Cell> homeOf(OcrCall<?> call) {
    Application application = call.caller().application();
    return cells
        .find(application.defaultRegion())
        .or(
            () ->
                cells.all().stream()
                    .filter(cell -> application.regions().contains(cell.region()))
                    .findFirst());
  }

  /** What a call has got hold of and must let go of, however it ends. Belongs to its thread. */
  private static final class Held {
    private Optional<Admission.Admitted> quota = Optional.empty();
    private Optional<UploadKey> upload = Optional.empty();
    private Optional<Copying.Task> copy = Optional.empty();
    private Function<CallFailure, byte[]> refusal = _ -> new byte[0];
  }

  /** What is done and told when a call is settled. */
  private record Outcomes(
      Map<String, Object> shape,
      Optional<Supplier<Kept>> keeping,
      Optional<Supplier<Copied>> copying) {}

  private record Finished<R>(
      R result,
      Supplier<byte[]> answer,
      Map<String, Object> shape,
      Optional<Supplier<Kept>> keeping) {}
}
