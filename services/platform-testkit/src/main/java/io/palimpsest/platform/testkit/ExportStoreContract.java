package io.palimpsest.platform.testkit;

import static io.palimpsest.platform.testkit.SubjectFixtures.NAME;
import static io.palimpsest.platform.testkit.SubjectFixtures.NUMBER;
import static io.palimpsest.platform.testkit.SubjectFixtures.REGISTRATION;
import static io.palimpsest.platform.testkit.SubjectFixtures.TRAINING;
import static io.palimpsest.platform.testkit.SubjectFixtures.passport;
import static io.palimpsest.platform.testkit.SubjectFixtures.portrait;
import static io.palimpsest.platform.testkit.SubjectFixtures.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.exports.Export.State;
import io.palimpsest.platform.exports.ExportCell;
import io.palimpsest.platform.exports.ExportEvent;
import io.palimpsest.platform.exports.ExportEvent.Kind;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.exports.ExportedItem;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Photo;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.Storing;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.decision.Attester;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every store of exports does, and above all what it lets go of. Each test has stores of its
 * own.
 */
public interface ExportStoreContract {
  Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  Instant WEEK = NOW.plus(Duration.ofDays(7));
  Attester OPERATOR = new Attester("olga@operator.example", "head of models");

  /** One region's ports with nothing stored. */
  ExportCell emptyExports();

  @Test
  default void addedItemShouldBeReadAsItWasStored() {
    ExportCell cell = emptyExports();
    Identification item = passport(appId(), NOW);
    Subject subject = store(cell, tenantId(), reference(), item, portrait());
    ExportId export = queued(cell, TRAINING);
    List<Pseudonym> names = new ArrayList<>();

    boolean added =
        cell.exports()
            .add(
                export,
                item.callId(),
                NOW,
                usable -> {
                  assertThat(usable.item().content()).isEqualTo(item);
                  return names.addAll(usable.names());
                });

    assertThat(added).isTrue();
    assertThat(cell.subjects().items().find(subject.tenant(), names)).hasSize(1);
    ExportedItem read = cell.exports().read(export, item.callId()).orElseThrow();
    assertThat(read.fields()).isEqualTo(item.fields());
    assertThat(read.jurisdiction()).isEqualTo(item.jurisdiction());
    assertThat(read.policy()).isEqualTo(item.policy());
    assertThat(read.photos())
        .singleElement()
        .satisfies(photo -> assertThat(photo.content()).isEqualTo(portrait().content()));
    assertThat(read.toString()).doesNotContain("ERIKSSON");
    assertThat(cell.exports().items(export, Optional.empty(), 10)).containsExactly(item.callId());
    assertThat(cell.exports().items(export, Optional.of(item.callId()), 10)).isEmpty();
  }

  @Test
  default void pseudonymsShouldJoinAnEndUsersItemsWithinOneExportOnly() {
    ExportCell cell = emptyExports();
    EndUserReference anna = reference();
    TenantId tenant = tenantId();
    List<Identification> items =
        List.of(passport(appId(), NOW), passport(appId(), NOW), passport(appId(), NOW));
    Subject subject = store(cell, tenant, anna, items.get(0));
    store(cell, tenant, anna, items.get(1));
    store(cell, tenant, reference(), items.get(2));
    ExportId first = filled(cell, TRAINING, items);
    ExportId second = filled(cell, TRAINING, items);

    List<ExportedItem> one = read(cell, first, items);
    List<ExportedItem> two = read(cell, second, items);

    assertThat(one.get(0).subject()).isEqualTo(one.get(1).subject()).matches("[0-9a-f]{32}");
    assertThat(one).extracting(ExportedItem::item).doesNotHaveDuplicates();
    assertThat(one.get(2).subject()).isNotEqualTo(one.get(0).subject());
    assertThat(two)
        .noneMatch(
            each ->
                one.stream()
                    .anyMatch(
                        other ->
                            other.subject().equals(each.subject())
                                || other.item().equals(each.item())));
    assertThat(one.get(0).subject()).isNotEqualTo(subject.id().toString().replace("-", ""));
  }

  @Test
  default void addShouldRefuseWhatMayNotBeUsedAtThatInstant() {
    ExportCell cell = emptyExports();
    TenantId tenant = tenantId();
    Identification other = passport(appId(), NOW, WEEK, REGISTRATION);
    Identification over = passport(appId(), NOW, NOW.plusSeconds(1), TRAINING);
    Identification good = passport(appId(), NOW, WEEK, TRAINING);
    Identification frozen = passport(appId(), NOW, WEEK, TRAINING);
    store(cell, tenant, reference(), other);
    store(cell, tenant, reference(), over);
    store(cell, tenant, reference(), good, portrait());
    Subject restricted = store(cell, tenant, reference(), frozen);
    cell.subjects().items().restrict(restricted, true);
    ExportId export = queued(cell, TRAINING);
    Instant later = NOW.plusSeconds(1);

    for (Identification each : List.of(other, over, frozen)) {
      assertThat(cell.exports().add(export, each.callId(), later, _ -> true)).isFalse();
      assertThat(cell.exports().usable(each.callId(), TRAINING, later)).isEmpty();
    }
    assertThat(cell.exports().usable(good.callId(), TRAINING, later)).isPresent();
    assertThat(cell.exports().add(export, good.callId(), later, _ -> false)).isFalse();

    assertThat(cell.exports().items(export, Optional.empty(), 10)).isEmpty();
  }

  @Test
  default void whateverTakesAnItemAwayShouldTakeItOutOfEveryExport() {
    List<BiConsumer<ExportCell, Given>> ways =
        List.of(
            (cell, given) -> cell.subjects().erasure().erase(given.subject),
            (cell, given) -> cell.subjects().erasure().withdraw(given.subject, TRAINING),
            (cell, given) ->
                cell.subjects().erasure().withdraw(given.item.appId(), Optional.empty(), TRAINING),
            (cell, given) -> cell.subjects().erasure().eraseExpired(given.item.until()),
            (cell, given) -> cell.subjects().items().restrict(given.subject, true),
            (cell, given) ->
                cell.subjects().items().correct(given.subject, given.item.callId(), NUMBER, "X1"));
    for (BiConsumer<ExportCell, Given> way : ways) {
      ExportCell cell = emptyExports();
      Given gone = given(cell, WEEK);
      Given stays = given(cell, WEEK.plusSeconds(1));
      ExportId ready = filled(cell, TRAINING, List.of(gone.item, stays.item));
      cell.exports().finish(ready, WEEK, 0, NOW);
      ExportId queued = filled(cell, TRAINING, List.of(gone.item, stays.item));

      way.accept(cell, gone);

      for (ExportId export : List.of(ready, queued)) {
        assertThat(cell.exports().items(export, Optional.empty(), 10))
            .containsExactly(stays.item.callId());
        assertThat(cell.exports().read(export, gone.item.callId())).isEmpty();
        assertThat(cell.exports().read(export, stays.item.callId())).isPresent();
        assertThat(kinds(cell, export)).contains(Kind.TAKEN_OUT);
      }
    }
  }

  @Test
  default void exportForAnotherPurposeShouldKeepWhatIsWithdrawnForOne() {
    ExportCell cell = emptyExports();
    Given both = given(cell, WEEK);
    ExportId training = filled(cell, TRAINING, List.of(both.item));
    ExportId registration = filled(cell, REGISTRATION, List.of(both.item));

    cell.subjects().erasure().withdraw(both.subject, TRAINING);

    assertThat(cell.exports().items(training, Optional.empty(), 10)).isEmpty();
    assertThat(cell.exports().items(registration, Optional.empty(), 10))
        .containsExactly(both.item.callId());
  }

  @Test
  default void endedRestrictionShouldNotBringAnythingBack() {
    ExportCell cell = emptyExports();
    Given given = given(cell, WEEK);
    ExportId export = filled(cell, TRAINING, List.of(given.item));
    cell.subjects().items().restrict(given.subject, true);

    cell.subjects().items().restrict(given.subject, false);

    assertThat(cell.exports().items(export, Optional.empty(), 10)).isEmpty();
    assertThat(cell.exports().add(export, given.item.callId(), NOW, _ -> true)).isTrue();
  }

  @Test
  default void withdrawalShouldLeaveNothingInAnExportThatIsBeingFilled() {
    ExportCell cell = emptyExports();
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    List<Identification> items =
        IntStream.range(0, 12).mapToObj(_ -> passport(appId(), NOW)).toList();
    items.forEach(item -> store(cell, tenant, reference, item, portrait()));
    Subject subject =
        cell.subjects()
            .items()
            .find(tenant, cell.subjects().pseudonyms().of(tenant, reference))
            .getFirst()
            .subject();
    ExportId export = queued(cell, TRAINING);
    AtomicBoolean consented = new AtomicBoolean(true);

    Concurrently.run(
        13,
        number -> {
          if (number == 6) {
            consented.set(false);
            cell.subjects().erasure().withdraw(subject, TRAINING);
          } else {
            CallId item = items.get(number % 12).callId();
            cell.exports().add(export, item, NOW, _ -> consented.get());
          }
        });

    assertThat(cell.exports().items(export, Optional.empty(), 20)).isEmpty();
  }

  @Test
  default void addTwiceShouldKeepOneCopyThatOpens() {
    ExportCell cell = emptyExports();
    Given given = given(cell, WEEK);
    ExportId export = queued(cell, TRAINING);

    Concurrently.run(
        4,
        _ -> assertThat(cell.exports().add(export, given.item.callId(), NOW, _ -> true)).isTrue());

    assertThat(cell.exports().items(export, Optional.empty(), 10)).hasSize(1);
    assertThat(cell.exports().read(export, given.item.callId()).orElseThrow().fields())
        .containsEntry(NAME, "ERIKSSON, ANNA MARIA");
  }

  @Test
  default void finishedExportShouldTakeNothingMoreAndGoWithItsShortestTerm() {
    ExportCell cell = emptyExports();
    Given given = given(cell, WEEK);
    Given late = given(cell, WEEK);
    ExportId export = filled(cell, TRAINING, List.of(given.item));
    Instant first = NOW.plus(Duration.ofDays(2));

    assertThat(cell.exports().finish(export, first, 3, NOW.plusSeconds(5))).isTrue();

    assertThat(cell.exports().add(export, late.item.callId(), NOW, _ -> true)).isFalse();
    assertThat(cell.exports().finish(export, NOW.plusSeconds(1), 0, NOW)).isFalse();
    Export found = cell.exports().find(export).orElseThrow();
    assertThat(found.until()).isEqualTo(first);
    assertThat(found.state()).isEqualTo(State.READY);
    assertThat(List.of(found.given(), found.refused(), found.there())).containsExactly(1, 3, 1);
    assertThat(cell.exports().due(first.minusNanos(1000))).isEmpty();
    assertThat(cell.exports().due(first)).containsExactly(export);
  }

  @Test
  default void eraseShouldLeaveTheRecordAndNothingElse() {
    ExportCell cell = emptyExports();
    List<Identification> items =
        IntStream.range(0, 3).mapToObj(_ -> given(cell, WEEK).item).toList();
    ExportId export = filled(cell, TRAINING, items);
    cell.exports().finish(export, WEEK, 0, NOW);

    int erased = cell.exports().erase(export, OPERATOR, "done with it", NOW.plusSeconds(9));

    assertThat(erased).isEqualTo(3);
    assertThat(cell.exports().items(export, Optional.empty(), 10)).isEmpty();
    assertThat(cell.exports().read(export, items.getFirst().callId())).isEmpty();
    Export found = cell.exports().find(export).orElseThrow();
    assertThat(found.state()).isEqualTo(State.ERASED);
    assertThat(List.of(found.given(), found.there())).containsExactly(3, 0);
    assertThat(cell.exports().exports()).containsExactly(found);
    assertThat(cell.exports().due(WEEK)).isEmpty();
    assertThat(cell.exports().erase(export, OPERATOR, "again", NOW)).isZero();
    assertThat(kinds(cell, export)).containsExactly(Kind.REQUESTED, Kind.FINISHED, Kind.ERASED);
    assertThat(cell.subjects().inventory().counts().getFirst().items()).isEqualTo(3);
  }

  @Test
  default void queuedExportShouldBeDueWithItsTimeToo() {
    ExportCell cell = emptyExports();
    ExportId export = queued(cell, TRAINING);

    assertThat(cell.exports().due(WEEK)).containsExactly(export);
    assertThat(cell.exports().erase(export, OPERATOR, "its time is up", WEEK)).isZero();

    assertThat(cell.exports().due(WEEK)).isEmpty();
    assertThat(cell.exports().finish(export, WEEK, 0, NOW)).isFalse();
  }

  @Test
  default void logShouldTellWhoAndWhyUntilTheEvidenceHasIt() {
    ExportCell cell = emptyExports();
    ExportId export = queued(cell, TRAINING);
    Instant at = NOW.plusSeconds(3);
    cell.exports().note(new ExportEvent(export, Kind.READ, at, OPERATOR, "ünï 12", 7));

    List<ExportEvent> untold = cell.exports().untold(10);

    assertThat(untold).isEqualTo(cell.exports().events(export)).hasSize(2);
    ExportEvent last = untold.getLast();
    assertThat(last)
        .isEqualTo(new ExportEvent(last.number(), export, Kind.READ, at, OPERATOR, "ünï 12", 7));
    cell.exports().tell(untold.getFirst().number(), List.of(new byte[] {1}));
    cell.exports().tell(untold.getFirst().number(), List.of(new byte[] {1}));
    assertThat(cell.exports().untold(10)).containsExactly(last);
    assertThat(cell.exports().untold(0)).isEmpty();
    assertThat(cell.exports().events(export)).hasSize(2);
  }

  /** An end user with one item for both purposes and a photo. */
  record Given(Subject subject, Identification item) {}

  private static Given given(ExportCell cell, Instant until) {
    Identification item = passport(appId(), NOW, until, TRAINING, REGISTRATION);
    return new Given(store(cell, tenantId(), reference(), item, portrait()), item);
  }

  private static ExportId queued(ExportCell cell, Purpose purpose) {
    Export export =
        Export.queued(
            purpose,
            OPERATOR,
            "to read worn passports better",
            NOW,
            Set.of(PolicyRef.parse("tencent-ocr@1.0.0")),
            WEEK);
    cell.exports().request(export);
    assertThat(cell.exports().find(export.id())).contains(export);
    return export.id();
  }

  private static ExportId filled(ExportCell cell, Purpose purpose, List<Identification> items) {
    ExportId export = queued(cell, purpose);
    items.forEach(
        item -> assertThat(cell.exports().add(export, item.callId(), NOW, _ -> true)).isTrue());
    return export;
  }

  private static List<ExportedItem> read(
      ExportCell cell, ExportId export, List<Identification> items) {
    return items.stream()
        .map(item -> cell.exports().read(export, item.callId()).orElseThrow())
        .toList();
  }

  private static List<Kind> kinds(ExportCell cell, ExportId export) {
    return cell.exports().events(export).stream().map(ExportEvent::kind).toList();
  }

  private static Subject store(
      ExportCell cell,
      TenantId tenant,
      EndUserReference reference,
      Identification item,
      Photo... photos) {
    Names names =
        cell.subjects().pseudonyms().names(tenant, Optional.of(reference), Optional.empty());
    Storing outcome =
        cell.subjects().items().store(tenant, names, item, List.of(photos), () -> true);
    return ((Storing.Stored) outcome).subject();
  }

  private static TenantId tenantId() {
    return PlatformFixtures.tenant().id();
  }

  private static AppId appId() {
    return PlatformFixtures.appId();
  }
}
