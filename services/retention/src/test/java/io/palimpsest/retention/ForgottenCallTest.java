package io.palimpsest.retention;

import static io.palimpsest.retention.RetentionFixtures.APP;
import static io.palimpsest.retention.RetentionFixtures.OVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.evidence.CallEvidence;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.lookup.CallInfo;
import io.palimpsest.platform.lookup.CallLookup;
import io.palimpsest.platform.lookup.CallStores;
import io.palimpsest.platform.lookup.Proof;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryRegionHolds;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.retention.RetentionFixtures.SetClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a call's passport says from its answer to the end of its last period. */
class ForgottenCallTest {
  private static final RetentionSettings OFTEN =
      new RetentionSettings(Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(5), 14);

  private final SetClock clock = new SetClock("2028-02-28T16:30:00Z"); // 29 February there
  private final InMemoryRegion region =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  private final SubjectCell subjects = InMemorySubjects.cell(region.region(), region.zone());
  private final InMemoryRegionHolds holds = new InMemoryRegionHolds();
  private final EvidenceCell evidence = InMemoryEvidence.of(region).cell(region);
  private final CallLookup lookup =
      new CallLookup(
          new CallStores(
              region.cell(), () -> subjects, () -> holds, () -> new CallEvidence(evidence)));

  @Test
  void afterTwoYearsAPassportCanOnlySayNothing() {
    try (Retention retention = retention()) {
      retention.runOnce();
      CallId call = settled();
      retention.runOnce();
      CallInfo fresh = lookup.look(call, APP);

      clock.set("2028-05-29T16:00:00Z"); // three months, with the day it fell on
      retention.runOnce();
      CallInfo later = lookup.look(call, APP);
      clock.set("2030-02-28T15:59:59Z");
      retention.runOnce();
      CallInfo last = lookup.look(call, APP);
      clock.set("2030-02-28T16:00:00Z"); // 1 March there
      retention.runOnce();
      CallInfo forgotten = lookup.look(call, APP);

      assertThat(fresh.log().held()).isPresent();
      assertThat(fresh.proof().held()).containsInstanceOf(Proof.Verified.class);
      assertThat(later.log().held()).isEmpty();
      assertThat(last.monitoring().held()).isPresent();
      assertThat(last.proof()).isEqualTo(fresh.proof());
      assertThat(forgotten.anythingHeld()).isFalse();
      assertThat(forgotten.proof().held()).as("the leaf stays, whose it is does not").isEmpty();
      assertThat(forgotten.unknown()).isEmpty();
    }
  }

  private CallId settled() {
    MonitoringRecord record = PlatformFixtures.success(APP, clock.now());
    region.ledger().settle(PlatformFixtures.stagedSettlement(record, region.zone()));
    region.ledger().delivered(record.callId());
    region.outbox().seenGone(record.callId(), clock.now());
    region.log().append(PlatformFixtures.logEntry(APP, record.callId()));
    return record.callId();
  }

  private Retention retention() {
    RetainedRegion retained =
        new RetainedRegion(region.cell(), region.ledger(), region.log())
            .holding(subjects.erasure())
            .with(
                EvidenceLogs.telling(
                    evidence, "log.test", _ -> "tencent-ocr-1.0.0/D5", clock.clock()));
    return new Retention(List.of(retained), PolicyLibrary::shipped, OVER, OFTEN, clock.clock());
  }
}
