package io.palimpsest.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.backups.BackupClass;
import io.palimpsest.platform.backups.StandingKeeper;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.standalone.proof.Tenants.Account;
import io.palimpsest.standalone.server.BackupRuns;
import io.palimpsest.standalone.server.RestoreRuns;
import io.palimpsest.stores.ControlBackups;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.LogStoreSettings;
import io.palimpsest.stores.ObjectStoreSettings;
import io.palimpsest.stores.RegionStoreSettings;
import io.palimpsest.stores.RegionStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every class is backed up, all databases are lost, and everything comes back but what must not.
 */
@ExtendWith(ProofStoresExtension.class)
class RestoreIT {
  private static final RetentionPeriod THREE_MONTHS = RetentionPeriod.parse("P3M");

  private static final Region REGION = new Region("zz-restore");

  private final ProofSettings settings;

  @TempDir Path folder;

  RestoreIT(ProofStores stores) {
    this.settings = stores.settings();
  }

  @Test
  void everythingShouldComeBackButWhatWasTakenAwaySince() throws Exception {
    Installation before = installation("before");
    LocalDate today = LocalDate.now(ProofSettings.ZONE);
    MonitoringRecord record;
    OperationLogEntry entry;
    Account account;
    try (ControlStores control = ControlStores.open(before.control(), before.rootKeyFile());
        RegionStores region = region(before)) {
      account = tenant(before);
      record = PlatformFixtures.success(account.appId(), Instant.now());
      entry = PlatformFixtures.logEntry(account.appId(), record.callId());
      region.cell().ledger().settle(PlatformFixtures.settlement(record));
      region.cell().log().append(entry);
      EvidenceCell evidence = region.evidence(control.rootKey());
      SigningKey key = evidence.keys().signing(today.getYear(), "restore.test/" + today.getYear());
      EvidenceLog log = EvidenceLog.create(evidence.tiles().apply(today.getYear()), key);
      log.append(List.of(leaf("one")));
      EvidenceCell told = control.evidence(objects(before));
      EvidenceLog acts = EvidenceLog.create(actsOf(told, today), actsKey(told, today));
      acts.append(List.of(leaf("consent")));
      told.queue().enter(leaf("waits"));
      await().until(() -> region.cell().log().find(record.callId()).isPresent());

      for (BackupClass each : BackupClass.values()) {
        new BackupRuns(before, Clock.systemUTC()).copy(each, Optional.empty(), copies());
      }
      log.append(List.of(leaf("two"))); // seen by auditors after the backup
      acts.append(List.of(leaf("withdrawal")));
      new StandingKeeper(
              control.store(),
              backups(control, before).standing(),
              backups(control, before).vault(),
              control.rootKey())
          .keep();
      region.logIndexes().drop(THREE_MONTHS, today);
    }

    Installation after = installation("after"); // new databases; buckets and root key are left
    assertThatThrownBy(
            () -> new RestoreRuns(after, Clock.systemUTC()).restore(copies(), Optional.of(REGION)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("the control plane is empty");
    List<RestoreRuns.Line> lines =
        new RestoreRuns(after, Clock.systemUTC()).restore(copies(), Optional.empty());

    assertThat(lines).extracting(RestoreRuns.Line::place).containsExactly("control", "zz-restore");
    assertThat(lines).allSatisfy(line -> assertThat(line.disabled()).isEmpty());
    try (ControlStores control = ControlStores.open(after.control(), after.rootKeyFile());
        RegionStores region = region(after)) {
      assertThat(control.store().find(account.key().secretId())).isPresent();
      assertThat(region.cell().ledger().find(record.callId())).contains(record);
      assertThat(region.cell().ledger().calls(account.appId(), record.action(), today, today))
          .isOne();
      assertThat(region.cell().log().find(record.callId())).contains(entry);
      EvidenceCell evidence = region.evidence(control.rootKey());
      assertThat(evidence.queue().progress(today.getYear()).placed()).isEqualTo(2);
      assertThat(evidence.keys().verifier(today.getYear())).isPresent();
      assertThat(region.backups().mark().begun()).isEmpty();
      EvidenceCell told = control.evidence(objects(after));
      assertThat(told.queue().progress(lastYear(today)).placed()).isEqualTo(2);
      assertThat(told.queue().notices(9)).extracting(each -> text(each.leaf())).contains("waits");
      EvidenceLog acts = EvidenceLog.open(actsOf(told, today), actsKey(told, today));
      assertThat(acts.append(List.of(leaf("next"))).first()).as("by the same key").isEqualTo(2);

      assertThat(new RestoreRuns(after, Clock.systemUTC()).restore(copies(), Optional.empty()))
          .as("once more: everything is there")
          .allSatisfy(line -> assertThat(line.restored().pieces()).isZero());
    }
  }

  private Path copies() {
    return folder.resolve("copies");
  }

  private Account tenant(Installation installation) {
    try (Tenants tenants = new Tenants(settings, installation.control())) {
      return tenants.create();
    }
  }

  private static ControlBackups backups(ControlStores control, Installation installation) {
    return control.backups(objects(installation), Clock.systemUTC());
  }

  private Installation installation(String which) {
    return new Installation(
        settings.rootKey(),
        database("control", which),
        List.of(
            new RegionConfig(
                REGION,
                ProofSettings.ZONE,
                database("region", which),
                settings.region().objects(),
                settings.stores().logUrl(),
                Optional.empty())),
        "tencent-ocr",
        Optional.empty(),
        Map.of());
  }

  private DatabaseSettings database(String kind, String which) {
    return settings.database("palimpsest_restore_" + kind + "_" + which);
  }

  private RegionStores region(Installation installation) {
    RegionConfig region = installation.regions().getFirst();
    return RegionStores.open(
        new RegionStoreSettings(
            region.region(),
            region.zone(),
            settings.region().monitoringPeriods(),
            region.database(),
            region.objects(),
            new LogStoreSettings(region.log(), folder.resolve("spool"))),
        Clock.systemUTC());
  }

  /** Last year's: this year's may be another proof's, in the same bucket. */
  private static int lastYear(LocalDate today) {
    return today.getYear() - 1;
  }

  private static TileStore actsOf(EvidenceCell told, LocalDate today) {
    return told.tiles().apply(lastYear(today));
  }

  private static SigningKey actsKey(EvidenceCell told, LocalDate today) {
    return told.keys().signing(lastYear(today), "restore.test/control/" + lastYear(today));
  }

  private static String text(byte[] leaf) {
    return new String(leaf, StandardCharsets.UTF_8);
  }

  private static ObjectStoreSettings objects(Installation installation) {
    return installation.regions().getFirst().objects();
  }

  private static byte[] leaf(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
