package io.palimpsest.platform.testkit;

import static io.palimpsest.platform.testkit.IdentificationErasureContract.MORNING;
import static io.palimpsest.platform.testkit.IdentificationErasureContract.NEXT_DAY;
import static io.palimpsest.platform.testkit.StoredItems.appId;
import static io.palimpsest.platform.testkit.StoredItems.store;
import static io.palimpsest.platform.testkit.StoredItems.tenantId;
import static io.palimpsest.platform.testkit.SubjectFixtures.REGISTRATION;
import static io.palimpsest.platform.testkit.SubjectFixtures.TRAINING;
import static io.palimpsest.platform.testkit.SubjectFixtures.passport;
import static io.palimpsest.platform.testkit.SubjectFixtures.portrait;
import static io.palimpsest.platform.testkit.SubjectFixtures.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.KeyErased;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What every store of identification data tells of what it forgets. Each test has stores of its
 * own.
 */
public interface IdentificationLeavesContract {

  /**
   * One region's ports with nothing stored, and the leaves that wait for its evidence log.
   *
   * @param clock what the leaves are dated by
   */
  Told toldSubjects(Clock clock);

  /**
   * Ports, and what was told.
   *
   * @param leaves in the order of entering
   */
  record Told(SubjectCell cell, Supplier<List<byte[]>> leaves) {
    List<Leaf> all() {
      return leaves.get().stream().map(Leaf::parse).toList();
    }
  }

  @Test
  default void everyItemAndKeyThatGoesShouldBeTold() {
    Instant now = NEXT_DAY.plusSeconds(5);
    Told told = toldSubjects(Clock.fixed(now, ZoneOffset.UTC));
    SubjectCell cell = told.cell();
    Identification first = passport(appId(), MORNING);
    Identification second = passport(appId(), MORNING);
    EndUserReference reference = reference();
    TenantId tenant = tenantId();
    Subject subject = store(cell, tenant, reference, first, portrait());
    store(cell, tenant, reference, second);
    Subject other = store(cell, tenant, reference(), passport(appId(), MORNING));
    LocalDate day = LocalDate.ofInstant(MORNING, cell.zone());

    cell.erasure().erase(subject);
    List<Leaf> ofOne = told.all();
    cell.erasure().erase(other);
    cell.erasure().erase(other);

    assertThat(ofOne).hasSize(3).allMatch(leaf -> leaf.place().day().equals(day));
    assertThat(ofOne).allMatch(leaf -> leaf.at().equals(now.truncatedTo(ChronoUnit.SECONDS)));
    assertThat(ofOne)
        .filteredOn(leaf -> leaf instanceof io.palimpsest.evidence.leaf.Erased)
        .hasSize(2)
        .extracting(leaf -> (io.palimpsest.evidence.leaf.Erased) leaf)
        .allSatisfy(
            leaf -> {
              assertThat(leaf.dataClass()).isEqualTo("identity");
              assertThat(leaf.cause()).isEqualTo(Cause.WITHDRAWN);
              assertThat(leaf.late()).isFalse();
              assertThat(leaf.policy()).isEqualTo(LeafWords.of(first.policy()));
            })
        .doesNotHaveDuplicates();
    assertThat(told.all()).hasSize(6);
    assertThat(told.all())
        .filteredOn(leaf -> leaf instanceof KeyErased)
        .extracting(leaf -> ((KeyErased) leaf).keyStore())
        .containsExactlyInAnyOrder("mysql/subject_key", "mysql/subject_key", "mysql/wrapped_key");
    assertThat(told.leaves().get())
        .allSatisfy(
            bytes ->
                assertThat(new String(bytes, StandardCharsets.UTF_8))
                    .doesNotContain(first.callId().toString())
                    .doesNotContain(first.appId().toString())
                    .doesNotContain(subject.id().toString()));
  }

  @Test
  default void expiryShouldBeToldWithItsCauseAndWhetherItWasLate() {
    Instant due = MORNING.plusSeconds(60);
    Told inTime = toldSubjects(Clock.fixed(due.plusSeconds(3), ZoneOffset.UTC));
    Told late = toldSubjects(Clock.fixed(due.plus(Duration.ofDays(1)), ZoneOffset.UTC));
    for (Told each : List.of(inTime, late)) {
      store(each.cell(), tenantId(), reference(), passport(appId(), MORNING, due, TRAINING));
      store(each.cell(), tenantId(), reference(), passport(appId(), MORNING));

      each.cell().erasure().eraseExpired(due);
      each.cell().erasure().eraseExpired(due);
    }

    assertThat(List.of(inTime, late))
        .extracting(each -> each.all().stream().map(Leaf::type).toList())
        .containsOnly(List.of("erased", "key-erased"));
    assertThat(((io.palimpsest.evidence.leaf.Erased) inTime.all().getFirst()))
        .matches(leaf -> leaf.cause() == Cause.PERIOD_OVER && !leaf.late());
    assertThat(((io.palimpsest.evidence.leaf.Erased) late.all().getFirst()))
        .matches(leaf -> leaf.cause() == Cause.PERIOD_OVER && leaf.late());
  }

  @Test
  default void aWithdrawnPurposeShouldBeToldWhenItWasTheLast() {
    Told told = toldSubjects(Clock.fixed(NEXT_DAY, ZoneOffset.UTC));
    SubjectCell cell = told.cell();
    Subject subject = store(cell, tenantId(), reference(), passport(appId(), MORNING));

    cell.erasure().withdraw(subject, TRAINING);
    assertThat(told.all()).isEmpty();
    cell.erasure().withdraw(subject, REGISTRATION);

    assertThat(told.all())
        .extracting(Leaf::type)
        .containsExactly("erased", "key-erased", "key-erased");
  }
}
