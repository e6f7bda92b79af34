package io.palimpsest.standalone.cli;

import io.palimpsest.gateway.evidence.EvidencePages;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.lookup.Basis;
import io.palimpsest.platform.lookup.CallInfo;
import io.palimpsest.platform.lookup.Finding;
import io.palimpsest.platform.lookup.Periods;
import io.palimpsest.platform.lookup.Proof;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.UsageCsv;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.oplog.Step;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.LegalBasis;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one region holds of a call, why and until when, and what it proves; for reading. */
final class PassportText {
  private static final String INDENT = " ".repeat(15);

  private final CallInfo info;
  private final Optional<Periods> periods;

  private PassportText(CallInfo info, Optional<Periods> periods) {
    this.info = info;
    this.periods = periods;
  }

  /** Whole lines. */
  static String of(CallInfo info, Optional<Periods> periods) {
    return new PassportText(info, periods).text();
  }

  private String text() {
    return "call           %s, received %s, %s (%s)%n"
            .formatted(info.callId(), info.callId().received(), info.region(), info.zone())
        + part("monitoring", info.monitoring(), PassportText::line)
        + kept(DataClass.MONITORING, CallInfo.DATABASE, info.monitoring())
        + part("operation log", info.log(), this::lines)
        + kept(DataClass.OPERATION_LOG, CallInfo.LOG_STORE, info.log())
        + part("upload", info.upload(), UploadKey::path)
        + kept(DataClass.UPLOAD_AND_RESULT, CallInfo.OBJECT_STORE, info.upload())
        + part("upload erased", info.erasure(), PassportText::line)
        + part(
            "proof",
            info.proof(),
            proof -> line(proof, EvidencePages.proofOf(info.region(), info.callId())))
        + part("identification", info.identification(), this::lines)
        + basis(DataClass.IDENTIFICATION, info.identification())
        + proof("its erasure", info.itemProof(), DataClass.IDENTIFICATION)
        + copy()
        + part("legal holds", info.holds(), PassportText::lines);
  }

  private String lines(CallInfo.Kept kept) {
    StringBuilder text = new StringBuilder(String.join(", ", kept.fields()));
    if (!kept.photos().isEmpty()) {
      text.append("; photos: ").append(String.join(", ", kept.photos()));
    }
    kept.purposes().stream()
        .sorted(Comparator.comparing(Purpose::key))
        .forEach(
            purpose ->
                text.append(
                    "%n%sfor %s, %s"
                        .formatted(
                            INDENT,
                            purpose,
                            kept.attestations().getOrDefault(purpose, "without attestation"))));
    return text.append(
            "%n%skept in MySQL and the object store under %s%s, gone by %s"
                .formatted(
                    INDENT,
                    kept.policy(),
                    kept.restricted() ? ", restricted: not used" : "",
                    kept.until().atZone(info.zone()).toOffsetDateTime()))
        .toString();
  }

  private static <T> String part(String name, Finding<T> finding, Function<T, String> line) {
    String told =
        switch (finding) {
          case Finding.Held<T>(T what) -> line.apply(what);
          case Finding.Nothing<T> _ -> "nothing is held";
          case Finding.Unknown<T>(String store) -> "unknown: " + store + " did not answer";
        };
    return "%-15s%s%n".formatted(name, told);
  }

  private String kept(DataClass dataClass, String store, Finding<?> finding) {
    if (finding.held().isEmpty()) {
      return "";
    }
    String until =
        periods.isEmpty()
            ? "until when is unknown: the control database did not answer"
            : periods
                .get()
                .goneBy(info, dataClass)
                .map(goneBy -> "gone by " + goneBy)
                .orElse("its policy names no time");
    return INDENT
        + "kept in "
        + store
        + ", "
        + until
        + System.lineSeparator()
        + basis(dataClass, finding);
  }

  private String basis(DataClass dataClass, Finding<?> finding) {
    return periods
        .filter(_ -> finding.held().isPresent())
        .flatMap(known -> known.basis(info, dataClass))
        .map(basis -> INDENT + line(basis) + System.lineSeparator())
        .orElse("");
  }

  private static String line(Basis basis) {
    return "basis: "
        + basis.purposes().entrySet().stream()
            .map(
                each ->
                    "%s (%s%s; %s)"
                        .formatted(
                            each.getKey(),
                            word(each.getValue().basis()),
                            each.getValue().sensitiveBasis().map(it -> ", " + word(it)).orElse(""),
                            String.join(
                                ", ",
                                each.getValue().clauses().stream()
                                    .map(ClauseId::toString)
                                    .toList())))
            .collect(Collectors.joining(", "))
        + " of "
        + basis.policy();
  }

  private static String word(LegalBasis basis) {
    return basis.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String line(Proof proof, String address) {
    String at =
        proof
            .place()
            .map(place -> "leaf %d of %d, ".formatted(place.index(), place.year()))
            .orElse("");
    String state =
        switch (proof) {
          case Proof.Verified _ -> "verified";
          case Proof.Coming _ -> "coming: not in a published checkpoint yet";
          case Proof.Refused(String why) -> "refused: " + why;
        };
    return at + state + "%n%s%s".formatted(INDENT, address);
  }

  /** Nothing at all of a call that never stored any. */
  private String proof(String name, Finding<Proof> proof, DataClass dataClass) {
    return proof instanceof Finding.Nothing
        ? ""
        : part(
            name,
            proof,
            it -> line(it, EvidencePages.proofOf(info.region(), info.callId(), dataClass)));
  }

  /** Nothing at all of a call of a tenant that did not opt in. */
  private String copy() {
    String held =
        info.copy() instanceof Finding.Nothing
            ? ""
            : part("debug copy", info.copy(), this::line)
                + basis(DataClass.DEBUG_COPY, info.copy());
    return held + proof("copy erased", info.copyProof(), DataClass.DEBUG_COPY);
  }

  private String line(DebugCopy copy) {
    return "upload and answer, %d bytes, made %s%n%skept in the object store under %s, gone by %s"
        .formatted(
            copy.bytes(),
            copy.made(),
            INDENT,
            copy.policy(),
            copy.due().atZone(info.zone()).toOffsetDateTime());
  }

  private static String lines(List<CallInfo.Holding> holds) {
    return holds.stream()
        .map(
            each ->
                "%s: hold %s, %s, until %s"
                    .formatted(
                        each.dataClass().key(),
                        each.hold().hold(),
                        each.hold().basis(),
                        each.hold().until()))
        .collect(Collectors.joining("%n".formatted() + INDENT));
  }

  private static String line(CallInfo.Metered metered) {
    MonitoringRecord record = metered.record();
    return "AppID %s, %s, %s, %s to %s, list fee %s, volume %d, %s"
        .formatted(
            record.appId(),
            record.action(),
            record.result(),
            record.start(),
            record.end(),
            UsageCsv.units(record.fee()),
            record.volume(),
            switch (metered.delivery()) {
              case PENDING -> "delivery not known yet";
              case DELIVERED -> "delivered";
              case UNDELIVERED -> "not delivered";
            });
  }

  private String lines(OperationLogEntry entry) {
    StringBuilder text = new StringBuilder(entry.result());
    for (Step step : entry.steps()) {
      text.append(
          "%n%s%s  %-12s %6d ms%s"
              .formatted(
                  INDENT,
                  entry.timestamp().plus(step.offset()),
                  step.name(),
                  step.took().toMillis(),
                  step.ok() ? "" : ", failed"));
    }
    if (entry.response().get("identification") instanceof Map<?, ?> told) {
      text.append("%n%sidentification data: %s".formatted(INDENT, told.get("outcome")));
      if (told.containsKey("reason")) {
        text.append(", %s %s".formatted(told.get("reason"), told.get("clauses")));
      }
    }
    return text.toString();
  }

  private static String line(ErasureOutbox.Entry entry) {
    return entry.open()
        ? "not seen to be gone yet"
        : "seen gone %s, %s"
            .formatted(
                entry.seenGone(),
                switch (entry.cause()) {
                  case COMPLETED -> "the call was over";
                  case SWEPT -> "found by a sweep";
                });
  }
}
