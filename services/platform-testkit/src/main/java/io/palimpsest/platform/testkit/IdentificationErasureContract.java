package io.palimpsest.platform.testkit;

import static io.palimpsest.platform.testkit.StoredItems.appId;
import static io.palimpsest.platform.testkit.StoredItems.names;
import static io.palimpsest.platform.testkit.StoredItems.store;
import static io.palimpsest.platform.testkit.StoredItems.tenantId;
import static io.palimpsest.platform.testkit.SubjectFixtures.ACTION;
import static io.palimpsest.platform.testkit.SubjectFixtures.PORTRAIT;
import static io.palimpsest.platform.testkit.SubjectFixtures.REGISTRATION;
import static io.palimpsest.platform.testkit.SubjectFixtures.TRAINING;
import static io.palimpsest.platform.testkit.SubjectFixtures.passport;
import static io.palimpsest.platform.testkit.SubjectFixtures.portrait;
import static io.palimpsest.platform.testkit.SubjectFixtures.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationInventory.Candidate;
import io.palimpsest.platform.subjects.IdentificationInventory.ClassCount;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.subjects.Withdrawn;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How every store of identification data forgets, and what it says is there. Each test has stores
 * of its own.
 */
public interface IdentificationErasureContract {
  Instant MORNING = Instant.parse("2026-11-21T03:00:00Z");
  Instant NEXT_DAY = MORNING.plusSeconds(90_000);

  /** One region's ports with nothing stored. */
  SubjectCell emptySubjects();

  @Test
  default void eraseShouldTakeEverythingOfTheSubjectAndNothingElse() {
    SubjectCell cell = emptySubjects();
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    Identification first = passport(appId(), MORNING);
    Subject subject = store(cell, tenant, reference, first, portrait());
    store(cell, tenant, reference, passport(appId(), NEXT_DAY));
    Identification others = passport(appId(), MORNING);
    Subject other = store(cell, tenant, reference(), others, portrait());

    Erased erased = cell.erasure().erase(subject);

    assertThat(erased).isEqualTo(new Erased(1, 2, 1, 2, 1));
    assertThat(cell.items().items(subject)).isEmpty();
    assertThat(cell.items().photo(subject, first.callId(), PORTRAIT)).isEmpty();
    assertThat(cell.items().find(tenant, cell.pseudonyms().of(tenant, reference))).isEmpty();
    assertThat(cell.items().items(other)).hasSize(1);
    assertThat(cell.items().photo(other, others.callId(), PORTRAIT)).isPresent();
    assertThat(cell.erasure().erase(subject)).isEqualTo(Erased.NOTHING);
  }

  @Test
  default void eraseOfOneCallShouldTakeWhatItStoredAndNothingElse() {
    SubjectCell cell = emptySubjects();
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    AppId appId = appId();
    Identification first = passport(appId, MORNING);
    Identification second = passport(appId, MORNING);
    Subject subject = store(cell, tenant, reference, first, portrait());
    store(cell, tenant, reference, second, portrait());

    assertThat(cell.erasure().erase(appId(), first.callId())).isEqualTo(Erased.NOTHING);
    Erased erased = cell.erasure().erase(appId, first.callId());

    assertThat(erased).isEqualTo(new Erased(0, 1, 1, 0, 0));
    assertThat(cell.inventory().find(first.callId())).isEmpty();
    assertThat(cell.items().photo(subject, first.callId(), PORTRAIT)).isEmpty();
    assertThat(cell.items().photo(subject, second.callId(), PORTRAIT)).isPresent();
    assertThat(cell.erasure().erase(appId, first.callId())).isEqualTo(Erased.NOTHING);
    assertThat(cell.erasure().heldBy(appId, second.callId())).isEmpty();
    assertThat(cell.erasure().erase(appId, second.callId())).isEqualTo(new Erased(1, 1, 1, 1, 1));
    assertThat(cell.items().find(tenant, cell.pseudonyms().of(tenant, reference))).isEmpty();
  }

  @Test
  default void eraseShouldLeaveAnotherTenantsSubject() {
    SubjectCell cell = emptySubjects();
    Identification item = passport(appId(), MORNING);
    Subject subject = store(cell, tenantId(), reference(), item, portrait());
    Subject forged = new Subject(tenantId(), subject.id());

    assertThat(cell.erasure().erase(forged)).isEqualTo(Erased.NOTHING);
    assertThat(cell.erasure().withdraw(forged, TRAINING)).isEqualTo(Withdrawn.NOTHING);

    assertThat(cell.items().items(subject))
        .containsExactly(new IdentificationItem(subject, item, Set.of(PORTRAIT), false));
    assertThat(cell.items().photo(subject, item.callId(), PORTRAIT)).isPresent();
  }

  @Test
  default void erasedEndUserShouldBeStrangeWhenTheyComeAgain() {
    SubjectCell cell = emptySubjects();
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    Subject before = store(cell, tenant, reference, passport(appId(), MORNING));
    cell.items().restrict(before, true);
    cell.erasure().erase(before);

    Subject after = store(cell, tenant, reference, passport(appId(), MORNING), portrait());

    assertThat(after).isNotEqualTo(before);
    assertThat(cell.items().items(after)).hasSize(1).noneMatch(IdentificationItem::restricted);
  }

  @Test
  default void withdrawalShouldLeaveNothingWhateverIsBeingStored() {
    SubjectCell cell = emptySubjects();
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    Subject subject = store(cell, tenant, reference, passport(appId(), MORNING));
    AtomicBoolean consented = new AtomicBoolean(true);

    Concurrently.run(
        12,
        number -> {
          if (number == 6) {
            consented.set(false);
            cell.items()
                .find(tenant, cell.pseudonyms().of(tenant, reference))
                .forEach(found -> cell.erasure().erase(found.subject()));
          } else {
            cell.items()
                .store(
                    tenant,
                    names(cell, tenant, reference),
                    passport(appId(), MORNING.plusSeconds(number)),
                    List.of(portrait()),
                    consented::get);
          }
        });

    assertThat(cell.items().find(tenant, cell.pseudonyms().of(tenant, reference))).isEmpty();
    assertThat(cell.items().items(subject)).isEmpty();
    assertThat(cell.inventory().counts()).isEmpty();
  }

  @Test
  default void withdrawalOfAPurposeShouldLeaveNothingWhateverIsBeingStored() {
    SubjectCell cell = emptySubjects();
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    Instant due = MORNING.plus(Duration.ofDays(30));
    store(cell, tenant, reference, passport(appId(), MORNING, due, TRAINING));
    AtomicBoolean consented = new AtomicBoolean(true);

    Concurrently.run(
        12,
        number -> {
          if (number == 6) {
            consented.set(false);
            cell.items()
                .find(tenant, cell.pseudonyms().of(tenant, reference))
                .forEach(found -> cell.erasure().withdraw(found.subject(), TRAINING));
          } else {
            cell.items()
                .store(
                    tenant,
                    names(cell, tenant, reference),
                    passport(appId(), MORNING.plusSeconds(number), due, TRAINING),
                    List.of(portrait()),
                    consented::get);
          }
        });

    assertThat(cell.items().find(tenant, cell.pseudonyms().of(tenant, reference))).isEmpty();
    assertThat(cell.inventory().counts()).isEmpty();
  }

  @Test
  default void expiryShouldTakeWhatIsDueAtThatInstantAndNoMore() {
    SubjectCell cell = emptySubjects();
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    AppId appId = appId();
    Instant due = Instant.parse("2026-12-21T00:00:00Z");
    Identification over = passport(appId, MORNING, due, TRAINING);
    Identification alive = passport(appId, NEXT_DAY, due.plusNanos(1000), TRAINING);
    Subject subject = store(cell, tenant, reference, over, portrait());
    store(cell, tenant, reference, alive, portrait());
    Subject gone = store(cell, tenant, reference(), passport(appId, MORNING, due, TRAINING));

    assertThat(cell.erasure().eraseExpired(due.minusNanos(1000))).isEqualTo(Erased.NOTHING);
    Erased erased = cell.erasure().eraseExpired(due);

    assertThat(erased).isEqualTo(new Erased(1, 2, 1, 2, 1));
    assertThat(cell.items().items(subject))
        .extracting(IdentificationItem::content)
        .containsExactly(alive);
    assertThat(cell.items().photo(subject, over.callId(), PORTRAIT)).isEmpty();
    assertThat(cell.items().photo(subject, alive.callId(), PORTRAIT)).isPresent();
    assertThat(cell.items().items(gone)).isEmpty();
    assertThat(cell.erasure().eraseExpired(due)).isEqualTo(Erased.NOTHING);
  }

  @Test
  default void aShortenedPeriodShouldTakeTheOldItemsOfOneAppId() {
    SubjectCell cell = emptySubjects();
    TenantId tenant = tenantId();
    AppId appId = appId();
    Identification old = passport(appId, MORNING, MORNING.plusSeconds(9_000_000), TRAINING);
    Identification young = passport(appId, NEXT_DAY, NEXT_DAY.plusSeconds(9_000_000), TRAINING);
    Identification other = passport(appId(), MORNING, MORNING.plusSeconds(9_000_000), TRAINING);
    EndUserReference reference = reference();
    Subject subject = store(cell, tenant, reference, old, portrait());
    store(cell, tenant, reference, young);
    Subject foreign = store(cell, tenant, reference(), other);

    Erased erased =
        cell.erasure()
            .eraseStoredBefore(
                appId, LocalDate.ofInstant(NEXT_DAY, cell.zone()), Cause.PERIOD_OVER);

    assertThat(erased.items()).isOne();
    assertThat(erased.photos()).isOne();
    assertThat(cell.items().items(subject))
        .extracting(IdentificationItem::content)
        .containsExactly(young);
    assertThat(cell.items().items(foreign)).hasSize(1);
  }

  @Test
  default void whatAnAppIdLeftShouldGoAndNothingElse() {
    SubjectCell cell = emptySubjects();
    TenantId tenant = tenantId();
    AppId leaving = appId();
    EndUserReference reference = reference();
    Subject subject = store(cell, tenant, reference, passport(leaving, MORNING), portrait());
    Identification stays = passport(appId(), MORNING);
    store(cell, tenant, reference, stays);

    Erased erased = cell.erasure().eraseLeft(leaving);

    assertThat(erased.items()).isOne();
    assertThat(erased.photos()).isOne();
    assertThat(cell.erasure().heldBy(leaving)).isEmpty();
    assertThat(cell.items().items(subject))
        .extracting(IdentificationItem::content)
        .containsExactly(stays);
    assertThat(cell.erasure().eraseLeft(leaving)).isEqualTo(Erased.NOTHING);
  }

  @Test
  default void expiryShouldTakeMoreThanFitsIntoOneTransaction() {
    SubjectCell cell = emptySubjects();
    TenantId tenant = tenantId();
    AppId appId = appId();
    Names names = names(cell, tenant, reference());
    Instant due = MORNING.plusSeconds(60);
    IntStream.range(0, 501)
        .forEach(
            _ ->
                cell.items()
                    .store(
                        tenant,
                        names,
                        passport(appId, MORNING, due, TRAINING),
                        List.of(),
                        () -> true));

    Erased erased = cell.erasure().eraseExpired(due);

    assertThat(erased).isEqualTo(new Erased(1, 501, 0, 1, 1));
  }

  @Test
  default void withdrawalOfAPurposeShouldKeepWhatHasAnother() {
    SubjectCell cell = emptySubjects();
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    AppId appId = appId();
    Identification both = passport(appId, MORNING);
    Identification one = passport(appId, MORNING, NEXT_DAY, TRAINING);
    Subject subject = store(cell, tenant, reference, both);
    store(cell, tenant, reference, one, portrait());

    Withdrawn withdrawn = cell.erasure().withdraw(subject, TRAINING);

    assertThat(withdrawn).isEqualTo(new Withdrawn(2, new Erased(0, 1, 1, 0, 0)));
    assertThat(cell.items().items(subject))
        .singleElement()
        .satisfies(item -> assertThat(item.content().purposes()).containsExactly(REGISTRATION));
    assertThat(cell.erasure().withdraw(subject, TRAINING)).isEqualTo(Withdrawn.NOTHING);
    assertThat(cell.erasure().withdraw(subject, REGISTRATION).erased())
        .isEqualTo(new Erased(1, 1, 0, 1, 1));
  }

  @Test
  default void withdrawalForAnAppIdShouldTakeOnlyThatInterfaces() {
    SubjectCell cell = emptySubjects();
    AppId appId = appId();
    Subject subject = store(cell, tenantId(), reference(), passport(appId, MORNING));
    Subject other = store(cell, tenantId(), reference(), passport(appId(), MORNING));

    assertThat(cell.erasure().withdraw(appId, Optional.of("IDCardOCR"), TRAINING).items()).isZero();
    assertThat(cell.erasure().withdraw(appId, Optional.of(ACTION), TRAINING).items()).isOne();
    assertThat(cell.erasure().withdraw(appId, Optional.empty(), REGISTRATION).erased().items())
        .isOne();

    assertThat(cell.items().items(subject)).isEmpty();
    assertThat(cell.items().items(other)).hasSize(1);
  }

  @Test
  default void candidatesShouldBeAliveConsentedAndUnrestrictedAtThatInstant() {
    SubjectCell cell = emptySubjects();
    TenantId tenant = tenantId();
    AppId appId = appId();
    Identification good = passport(appId, MORNING, NEXT_DAY, TRAINING, REGISTRATION);
    Subject subject = store(cell, tenant, reference(), good, portrait());
    Subject restricted =
        store(cell, tenant, reference(), passport(appId, MORNING, NEXT_DAY, TRAINING));
    cell.items().restrict(restricted, true);
    Identification other = passport(appId, MORNING, NEXT_DAY, REGISTRATION);
    store(cell, tenant, reference(), other);

    assertThat(cell.inventory().candidates(TRAINING, MORNING, Optional.empty(), 10))
        .containsExactly(new Candidate(subject, good.callId(), appId, ACTION, NEXT_DAY, 1));
    assertThat(cell.inventory().candidates(TRAINING, NEXT_DAY, Optional.empty(), 10)).isEmpty();
    assertThat(cell.inventory().forUse(good.callId(), TRAINING, MORNING))
        .hasValueSatisfying(item -> assertThat(item.content()).isEqualTo(good));
    assertThat(cell.inventory().forUse(other.callId(), TRAINING, MORNING)).isEmpty();
    assertThat(cell.inventory().forUse(good.callId(), TRAINING, NEXT_DAY)).isEmpty();

    cell.items().restrict(subject, true);
    cell.items().restrict(restricted, false);

    assertThat(cell.inventory().candidates(TRAINING, MORNING, Optional.empty(), 10))
        .extracting(Candidate::subject)
        .containsExactly(restricted);
    assertThat(cell.inventory().forUse(good.callId(), TRAINING, MORNING)).isEmpty();
  }

  @Test
  default void candidatesShouldComeInPages() {
    SubjectCell cell = emptySubjects();
    TenantId tenant = tenantId();
    AppId appId = appId();
    IntStream.range(0, 5)
        .forEach(
            number ->
                store(cell, tenant, reference(), passport(appId, MORNING.plusSeconds(number))));

    List<Candidate> all = new ArrayList<>();
    List<Candidate> page = cell.inventory().candidates(TRAINING, MORNING, Optional.empty(), 2);
    while (!page.isEmpty()) {
      all.addAll(page);
      page =
          cell.inventory().candidates(TRAINING, MORNING, Optional.of(page.getLast().callId()), 2);
    }

    assertThat(all).hasSize(5).extracting(Candidate::callId).isSorted().doesNotHaveDuplicates();
  }

  @Test
  default void countsShouldTellWhatIsThere() {
    SubjectCell cell = emptySubjects();
    assertThat(cell.inventory().counts()).isEmpty();
    assertThat(cell.inventory().storedBefore(DataClass.IDENTIFICATION, NEXT_DAY)).isZero();
    Subject subject =
        store(cell, tenantId(), reference(), passport(appId(), MORNING, NEXT_DAY, TRAINING));
    store(cell, tenantId(), reference(), passport(appId(), NEXT_DAY));
    cell.items().restrict(subject, true);

    assertThat(cell.inventory().counts())
        .containsExactly(new ClassCount(DataClass.IDENTIFICATION, 2, 1, MORNING, NEXT_DAY));
    assertThat(cell.inventory().storedBefore(DataClass.IDENTIFICATION, NEXT_DAY)).isOne();
    assertThat(cell.inventory().storedBefore(DataClass.IDENTIFICATION, MORNING)).isZero();
  }
}
