package io.palimpsest.platform.subjects;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one call read of one end user, and under which terms it is kept. The call's id is its key.
 *
 * @param action the interface that read it, such as {@code MLIDPassportOCR}
 * @param fields as read; encrypted wherever they are stored
 * @param policy the version under which it is stored
 * @param purposes what it may be used for
 * @param attestations ids of the attestations that purposes stand on; none for a purpose that needs
 *     none
 * @param until the first instant at which it must be gone; cut to the microsecond, as {@code
 *     storedAt} is
 * @param jurisdiction whose law protects the end user, such as {@code DE}; encrypted like a field
 * @param consentRecord of the tenant's own reference of its consent record; encrypted like a field
 */
public record Identification(
    AppId appId,
    CallId callId,
    String action,
    DataClass dataClass,
    Map<FieldName, String> fields,
    PolicyRef policy,
    Set<Purpose> purposes,
    Map<Purpose, String> attestations,
    Instant storedAt,
    Instant until,
    Optional<String> jurisdiction,
    Optional<Pseudonym> consentRecord) {
  public Identification {
    fields = Map.copyOf(fields);
    purposes = Set.copyOf(purposes);
    attestations = Map.copyOf(attestations);
    if (!purposes.containsAll(attestations.keySet())) {
      throw new IllegalArgumentException("attestations: of purposes that it is not kept for");
    }
    storedAt = storedAt.truncatedTo(ChronoUnit.MICROS);
    until = until.truncatedTo(ChronoUnit.MICROS);
    if (!until.isAfter(storedAt)) {
      throw new IllegalArgumentException("until: must be after storedAt");
    }
    if (purposes.isEmpty()) {
      throw new IllegalArgumentException("purposes: nothing is kept for no purpose");
    }
  }

  /** Without a reference of a consent record. */
  public Identification(
      AppId appId,
      CallId callId,
      String action,
      DataClass dataClass,
      Map<FieldName, String> fields,
      PolicyRef policy,
      Set<Purpose> purposes,
      Map<Purpose, String> attestations,
      Instant storedAt,
      Instant until,
      Optional<String> jurisdiction) {
    this(
        appId,
        callId,
        action,
        dataClass,
        fields,
        policy,
        purposes,
        attestations,
        storedAt,
        until,
        jurisdiction,
        Optional.empty());
  }

  /** The same without a purpose, and without what it stood on. */
  public Identification without(Purpose purpose) {
    Set<Purpose> rest = new HashSet<>(purposes);
    rest.remove(purpose);
    Map<Purpose, String> basis = new HashMap<>(attestations);
    basis.remove(purpose);
    return new Identification(
        appId,
        callId,
        action,
        dataClass,
        fields,
        policy,
        rest,
        basis,
        storedAt,
        until,
        jurisdiction,
        consentRecord);
  }

  /** The same with another value of one field. */
  public Identification with(FieldName field, String value) {
    Map<FieldName, String> changed = new HashMap<>(fields);
    changed.put(field, value);
    return new Identification(
        appId,
        callId,
        action,
        dataClass,
        changed,
        policy,
        purposes,
        attestations,
        storedAt,
        until,
        jurisdiction,
        consentRecord);
  }

  /** Never a value. */
  @Override
  public String toString() {
    return "Identification[" + callId + ", " + fields.size() + " fields]";
  }
}
