package io.palimpsest.platform.backups;

import io.palimpsest.policy.DataClass;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What there is a backup of. Identification data, its keys, exports and uploads are not here. */
public enum BackupClass {
  /** Monitoring records with their salts, the outbox and the daily sums. */
  MONITORING("monitoring", Optional.of(DataClass.MONITORING)),
  OPERATION_LOG("operation-log", Optional.of(DataClass.OPERATION_LOG)),
  /** The control plane: tenants, AppIDs, keys, consents, receipts' keys, holds. */
  CONTROL("control", Optional.empty()),
  /** The evidence logs and the keys that sign them; kept for ever. */
  EVIDENCE("evidence", Optional.empty());

  private final String key;
  private final Optional<DataClass> dataClass;

  BackupClass(String key, Optional<DataClass> dataClass) {
    this.key = key;
    this.dataClass = dataClass;
  }

  /** As commands, folders and leaves write it. */
  public String key() {
    return key;
  }

  /** The policies' name for it; empty for what they have no single class for. */
  public Optional<DataClass> dataClass() {
    return dataClass;
  }

  /** The class of this {@link #key()}; empty when there is none. */
  public static Optional<BackupClass> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
  }

  /** All keys, for a message. */
  public static String keys() {
    return List.of(values()).stream().map(BackupClass::key).collect(Collectors.joining(", "));
  }
}
