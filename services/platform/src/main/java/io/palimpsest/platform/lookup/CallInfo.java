package io.palimpsest.platform.lookup;

import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.Delivery;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one region's stores said of one call.
 *
 * @param zone the region's own
 * @param monitoring the record and whether the answer was seen to leave
 * @param log the steps
 * @param erasure when the upload was seen to be gone; nothing when none was staged
 * @param upload the object that is still there
 * @param identification what is kept of its end user
 * @param copy its debug copy, whether or not anybody may read it
 * @param proof what the evidence log says of that erasure
 * @param itemProof what it says of the erasure of identification data
 * @param copyProof what it says of the erasure of the debug copy
 * @param holds legal holds that keep something of it
 */
public record CallInfo(
    CallId callId,
    Region region,
    ZoneId zone,
    Finding<Metered> monitoring,
    Finding<OperationLogEntry> log,
    Finding<ErasureOutbox.Entry> erasure,
    Finding<UploadKey> upload,
    Finding<Kept> identification,
    Finding<DebugCopy> copy,
    Finding<Proof> proof,
    Finding<Proof> itemProof,
    Finding<Proof> copyProof,
    Finding<List<Holding>> holds) {
  /** The same with what else was asked. */
  CallInfo(
      CallInfo books,
      Finding<UploadKey> upload,
      Finding<Proof> proof,
      Finding<Proof> itemProof,
      Finding<Proof> copyProof,
      Finding<List<Holding>> holds) {
    this(
        books.callId,
        books.region,
        books.zone,
        books.monitoring,
        books.log,
        books.erasure,
        upload,
        books.identification,
        books.copy,
        proof,
        itemProof,
        copyProof,
        holds);
  }

  public static final String DATABASE = "MySQL";
  public static final String LOG_STORE = "Elasticsearch";
  public static final String OBJECT_STORE = "the object store";
  public static final String KEYS = "the key store";
  public static final String EVIDENCE = "the evidence log";

  /** A legal hold on what one class has of the call. */
  public record Holding(DataClass dataClass, HeldBy hold) {}

  /**
   * A monitoring record, its delivery, and how long both are kept.
   *
   * @param keptFor empty where only a legal hold keeps it, beyond its period
   */
  public record Metered(
      MonitoringRecord record, Delivery delivery, Optional<RetentionPeriod> keptFor) {

    /** One that only a legal hold keeps: by then it is long known what became of the answer. */
    static Metered held(MonitoringRecord record) {
      boolean undelivered = record.result().equals(MonitoringRecord.UNDELIVERED);
      return new Metered(
          record, undelivered ? Delivery.UNDELIVERED : Delivery.DELIVERED, Optional.empty());
    }
  }

  /**
   * Identification data: what it is, never its values.
   *
   * @param attestations what the purposes stand on
   * @param until when it must be gone
   * @param restricted whether it is kept only, not used
   */
  public record Kept(
      AppId appId,
      DataClass dataClass,
      List<String> fields,
      List<String> photos,
      Set<Purpose> purposes,
      Map<Purpose, String> attestations,
      PolicyRef policy,
      Instant until,
      boolean restricted) {

    static Kept of(IdentificationItem item) {
      Identification content = item.content();
      return new Kept(
          content.appId(),
          content.dataClass(),
          content.fields().keySet().stream().map(FieldName::value).sorted().toList(),
          item.photos().stream().map(FieldName::value).sorted().toList(),
          content.purposes(),
          content.attestations(),
          content.policy(),
          content.until(),
          item.restricted());
    }
  }

  /** Whose call it was, as far as any store knows. */
  public Optional<AppId> appId() {
    return monitoring
        .held()
        .map(metered -> metered.record().appId())
        .or(() -> log.held().flatMap(OperationLogEntry::appId))
        .or(() -> erasure.held().map(entry -> entry.upload().appId()))
        .or(() -> upload.held().map(UploadKey::appId))
        .or(() -> identification.held().map(Kept::appId))
        .or(() -> copy.held().map(DebugCopy::appId));
  }

  /** Whether any store has anything. */
  public boolean anythingHeld() {
    return data().anyMatch(each -> each.held().isPresent());
  }

  /** The stores that did not answer, each once. */
  public List<String> unknown() {
    return Stream.concat(data(), Stream.of(proof, itemProof, copyProof, holds))
        .flatMap(each -> each.unknown().stream())
        .distinct()
        .toList();
  }

  /** The legal holds on what a class has of the call. */
  public List<HeldBy> heldOf(DataClass dataClass) {
    return holds.held().stream()
        .flatMap(List::stream)
        .filter(holding -> holding.dataClass() == dataClass)
        .map(Holding::hold)
        .toList();
  }

  private Stream<Finding<?>> data() {
    return Stream.of(monitoring, log, erasure, upload, identification, copy);
  }
}
