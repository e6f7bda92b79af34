package io.palimpsest.gateway.lookup;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.gateway.evidence.EvidencePages;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.lookup.Basis;
import io.palimpsest.platform.lookup.CallInfo;
import io.palimpsest.platform.lookup.Finding;
import io.palimpsest.platform.lookup.Periods;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.UsageCsv;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.oplog.Step;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.LegalBasis;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes what is held of a call, why and until when, and what was erased. Each part says {@code
 * State}: {@code held}, {@code nothing}, or {@code unknown} when its store did not answer. Times
 * are UTC, the ends of periods in the region's own time, money is text in units of the price list's
 * currency.
 */
public final class CallInfoJson {
  private CallInfoJson() {}

  /**
   * Writes the members of one object.
   *
   * @param periods of the call's tenant; without them none is told
   */
  public static void write(JsonGenerator json, CallInfo info, Optional<Periods> periods)
      throws IOException {
    json.writeStringField("CallId", info.callId().toString());
    json.writeStringField("Received", info.callId().received().toString());
    json.writeStringField("Region", info.region().name());
    json.writeStringField("Zone", info.zone().getId());
    part(json, "Monitoring", CallInfo.DATABASE, info.monitoring());
    terms(json, info, periods, DataClass.MONITORING, info.monitoring());
    if (info.monitoring() instanceof Finding.Held<CallInfo.Metered>(CallInfo.Metered metered)) {
      record(json, metered);
    }
    json.writeEndObject();
    part(json, "OperationLog", CallInfo.LOG_STORE, info.log());
    terms(json, info, periods, DataClass.OPERATION_LOG, info.log());
    if (info.log() instanceof Finding.Held<OperationLogEntry>(OperationLogEntry entry)) {
      steps(json, entry);
    }
    json.writeEndObject();
    part(json, "Upload", CallInfo.OBJECT_STORE, info.upload());
    terms(json, info, periods, DataClass.UPLOAD_AND_RESULT, info.upload());
    erasure(json, info);
    json.writeEndObject();
    part(json, "Identification", CallInfo.DATABASE, info.identification());
    if (info.identification() instanceof Finding.Held<CallInfo.Kept>(CallInfo.Kept kept)) {
      kept(json, kept, info.zone());
      basis(json, periods.flatMap(terms -> terms.basis(info, DataClass.IDENTIFICATION)));
    }
    ProofJson.write(
        json,
        EvidencePages.proofOf(info.region(), info.callId(), DataClass.IDENTIFICATION),
        info.itemProof());
    json.writeEndObject();
    part(json, "DebugCopy", CallInfo.OBJECT_STORE, info.copy());
    if (info.copy() instanceof Finding.Held<DebugCopy>(DebugCopy copy)) {
      copied(json, copy, info.zone());
      basis(json, periods.flatMap(terms -> terms.basis(info, DataClass.DEBUG_COPY)));
    }
    ProofJson.write(
        json,
        EvidencePages.proofOf(info.region(), info.callId(), DataClass.DEBUG_COPY),
        info.copyProof());
    json.writeEndObject();
    HoldsJson.write(json, info.holds());
  }

  private static void copied(JsonGenerator json, DebugCopy copy, ZoneId zone) throws IOException {
    json.writeStringField("GoneBy", copy.due().atZone(zone).toOffsetDateTime().toString());
    json.writeStringField("Made", copy.made().toString());
    json.writeNumberField("Bytes", copy.bytes());
    json.writeStringField("Policy", copy.policy().toString());
  }

  private static void kept(JsonGenerator json, CallInfo.Kept kept, ZoneId zone) throws IOException {
    json.writeStringField("GoneBy", kept.until().atZone(zone).toOffsetDateTime().toString());
    json.writeStringField("DataClass", kept.dataClass().key());
    names(json, "Fields", kept.fields());
    names(json, "Photos", kept.photos());
    json.writeArrayFieldStart("Purposes");
    for (Purpose purpose : kept.purposes().stream().sorted(comparing(Purpose::key)).toList()) {
      json.writeStartObject();
      json.writeStringField("Name", purpose.key());
      json.writeStringField("Attestation", kept.attestations().getOrDefault(purpose, ""));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("Policy", kept.policy().toString());
    json.writeBooleanField("Restricted", kept.restricted());
  }

  private static void names(JsonGenerator json, String field, List<String> names)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String name : names) {
      json.writeString(name);
    }
    json.writeEndArray();
  }

  private static void part(JsonGenerator json, String name, String store, Finding<?> finding)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("Store", store);
    json.writeStringField("State", state(finding));
  }

  static String state(Finding<?> finding) {
    return switch (finding) {
      case Finding.Held<?> _ -> "held";
      case Finding.Nothing<?> _ -> "nothing";
      case Finding.Unknown<?> _ -> "unknown";
    };
  }

  /** Until when and why it is kept. */
  static void terms(
      JsonGenerator json,
      CallInfo info,
      Optional<Periods> periods,
      DataClass dataClass,
      Finding<?> finding)
      throws IOException {
    if (periods.isPresent() && finding.held().isPresent()) {
      Optional<OffsetDateTime> goneBy = periods.get().goneBy(info, dataClass);
      if (goneBy.isPresent()) {
        json.writeStringField("GoneBy", goneBy.get().toString());
      }
      basis(json, periods.get().basis(info, dataClass));
    }
  }

  private static void basis(JsonGenerator json, Optional<Basis> known) throws IOException {
    if (known.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("Basis");
    json.writeStringField("Policy", known.get().policy().toString());
    json.writeArrayFieldStart("Purposes");
    for (var each : known.get().purposes().entrySet()) {
      json.writeStartObject();
      json.writeStringField("Name", each.getKey());
      json.writeStringField("LegalBasis", word(each.getValue().basis()));
      if (each.getValue().sensitiveBasis().isPresent()) {
        json.writeStringField("SensitiveBasis", word(each.getValue().sensitiveBasis().get()));
      }
      names(json, "Clauses", each.getValue().clauses().stream().map(ClauseId::toString).toList());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String word(LegalBasis basis) {
    return basis.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void record(JsonGenerator json, CallInfo.Metered metered) throws IOException {
    MonitoringRecord record = metered.record();
    json.writeNumberField("AppId", record.appId().value());
    json.writeStringField("Action", record.action());
    json.writeStringField("Result", record.result());
    json.writeStringField("Start", record.start().toString());
    json.writeStringField("End", record.end().toString());
    json.writeStringField("ListFee", UsageCsv.units(record.fee()));
    json.writeNumberField("Volume", record.volume());
    json.writeStringField("Delivery", metered.delivery().name().toLowerCase(Locale.ROOT));
  }

  private static void steps(JsonGenerator json, OperationLogEntry entry) throws IOException {
    json.writeStringField("Result", entry.result());
    json.writeArrayFieldStart("Steps");
    for (Step step : entry.steps()) {
      json.writeStartObject();
      json.writeStringField("Name", step.name());
      json.writeStringField("Start", entry.timestamp().plus(step.offset()).toString());
      json.writeNumberField("Micros", step.took().toNanos() / 1000);
      json.writeBooleanField("Ok", step.ok());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void erasure(JsonGenerator json, CallInfo info) throws IOException {
    Finding<ErasureOutbox.Entry> finding = info.erasure();
    json.writeObjectFieldStart("Erasure");
    json.writeStringField("State", finding.held().map(CallInfoJson::erased).orElse(state(finding)));
    if (finding instanceof Finding.Held<ErasureOutbox.Entry>(ErasureOutbox.Entry entry)) {
      json.writeStringField("Cause", entry.cause().name().toLowerCase(Locale.ROOT));
      if (!entry.open()) {
        json.writeStringField("SeenGone", entry.seenGone().toString());
      }
    }
    ProofJson.write(json, EvidencePages.proofOf(info.region(), info.callId()), info.proof());
    json.writeEndObject();
  }

  private static String erased(ErasureOutbox.Entry entry) {
    return entry.open() ? "owed" : "done";
  }
}
