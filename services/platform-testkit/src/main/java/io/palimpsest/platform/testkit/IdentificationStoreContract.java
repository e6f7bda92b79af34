package io.palimpsest.platform.testkit;

import static io.palimpsest.platform.testkit.SubjectFixtures.NAME;
import static io.palimpsest.platform.testkit.SubjectFixtures.NUMBER;
import static io.palimpsest.platform.testkit.SubjectFixtures.PORTRAIT;
import static io.palimpsest.platform.testkit.SubjectFixtures.document;
import static io.palimpsest.platform.testkit.SubjectFixtures.passport;
import static io.palimpsest.platform.testkit.SubjectFixtures.portrait;
import static io.palimpsest.platform.testkit.SubjectFixtures.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.subjects.DocumentNumber;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Photo;
import io.palimpsest.platform.subjects.Storing;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.subjects.SubjectState;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What every store of identification data does with what it is given. */
public interface IdentificationStoreContract {
  Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

  /** One region's ports; the stores may hold what other tests left. */
  SubjectCell subjects();

  @Test
  default void storedItemShouldBeFoundByReferenceAndByDocument() {
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    DocumentNumber document = document();
    Identification item = passport(appId(), NOON);

    Subject subject = store(tenant, names(tenant, reference, document), item, List.of(portrait()));

    assertThat(found(tenant, reference)).containsExactly(subject);
    assertThat(subjects().items().find(tenant, subjects().pseudonyms().of(tenant, document)))
        .containsExactly(new SubjectState(subject, false, NOON));
    assertThat(subjects().items().items(subject))
        .containsExactly(new IdentificationItem(subject, item, Set.of(PORTRAIT), false));
    assertThat(subjects().items().photo(subject, item.callId(), PORTRAIT))
        .hasValue(portrait().content());
    assertThat(subjects().items().photo(subject, item.callId(), NAME)).isEmpty();
  }

  @Test
  default void itemShouldKeepEmptyAndForeignValues() {
    TenantId tenant = tenantId();
    Identification plain = passport(appId(), NOON);
    Identification item =
        new Identification(
            plain.appId(),
            plain.callId(),
            plain.action(),
            plain.dataClass(),
            Map.of(NAME, "Ünïcode 名前 😀\u0000\"\\", NUMBER, ""),
            plain.policy(),
            plain.purposes(),
            Map.of(),
            plain.storedAt(),
            plain.until(),
            Optional.empty());

    Subject subject = store(tenant, names(tenant, reference()), item, List.of());

    assertThat(subjects().items().items(subject))
        .extracting(IdentificationItem::content)
        .containsExactly(item);
  }

  @Test
  default void nothingShouldBeFoundUnderNamesThatNobodyHas() {
    TenantId tenant = tenantId();
    Subject nobody = new Subject(tenant, UUID.randomUUID());

    assertThat(found(tenant, reference())).isEmpty();
    assertThat(subjects().items().find(tenant, List.of())).isEmpty();
    assertThat(subjects().items().items(nobody)).isEmpty();
    assertThat(subjects().items().restrict(nobody, true)).isFalse();
    assertThat(subjects().items().photo(nobody, PlatformFixtures.callId(NOON), PORTRAIT)).isEmpty();
  }

  @Test
  default void sameReferenceShouldLeadToOneSubjectWithAllItems() {
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    AppId appId = appId();
    Identification first = passport(appId, NOON);
    Identification second = passport(appId, NOON.plusSeconds(90_000));

    Subject subject = store(tenant, names(tenant, reference), first, List.of());
    Subject again = store(tenant, names(tenant, reference, document()), second, List.of());

    assertThat(again).isEqualTo(subject);
    assertThat(subjects().items().items(subject))
        .extracting(IdentificationItem::content)
        .containsExactly(first, second);
  }

  @Test
  default void repeatOfACallShouldChangeNothing() {
    TenantId tenant = tenantId();
    Names names = names(tenant, reference());
    Identification item = passport(appId(), NOON);
    Subject subject = store(tenant, names, item, List.of(portrait()));

    store(tenant, names, item, List.of(portrait()));

    assertThat(subjects().items().items(subject)).hasSize(1);
    assertThat(subjects().items().photo(subject, item.callId(), PORTRAIT)).isPresent();
  }

  @Test
  default void newReferenceShouldAdoptASubjectThatHadTheDocumentOnly() {
    TenantId tenant = tenantId();
    DocumentNumber document = document();
    EndUserReference reference = reference();
    Names unnamed = subjects().pseudonyms().names(tenant, Optional.empty(), Optional.of(document));
    Subject subject = store(tenant, unnamed, passport(appId(), NOON), List.of());

    Subject adopted =
        store(tenant, names(tenant, reference, document), passport(appId(), NOON), List.of());

    assertThat(adopted).isEqualTo(subject);
    assertThat(found(tenant, reference)).containsExactly(subject);
  }

  @Test
  default void endUsersWhoShowTheSameDocumentShouldStayApart() {
    TenantId tenant = tenantId();
    DocumentNumber document = document();
    EndUserReference mother = reference();
    EndUserReference father = reference();

    Subject one =
        store(tenant, names(tenant, mother, document), passport(appId(), NOON), List.of());
    Subject other =
        store(tenant, names(tenant, father, document), passport(appId(), NOON), List.of());

    assertThat(other).isNotEqualTo(one);
    assertThat(found(tenant, mother)).containsExactly(one);
    assertThat(found(tenant, father)).containsExactly(other);
    assertThat(subjects().items().find(tenant, subjects().pseudonyms().of(tenant, document)))
        .extracting(SubjectState::subject)
        .containsExactlyInAnyOrder(one, other);
  }

  @Test
  default void anotherTenantsReferenceShouldNeverResolve() {
    TenantId tenant = tenantId();
    TenantId other = tenantId();
    EndUserReference reference = reference();
    Identification item = passport(appId(), NOON);
    Subject subject = store(tenant, names(tenant, reference), item, List.of(portrait()));
    Subject forged = new Subject(other, subject.id());

    assertThat(found(other, reference)).isEmpty();
    assertThat(subjects().items().find(other, subjects().pseudonyms().of(tenant, reference)))
        .as("even with the right pseudonym")
        .isEmpty();
    assertThat(subjects().items().items(forged)).isEmpty();
    assertThat(subjects().items().photo(forged, item.callId(), PORTRAIT)).isEmpty();
    assertThat(subjects().items().correct(forged, item.callId(), NAME, "x")).isFalse();
    assertThat(subjects().items().restrict(forged, true)).isFalse();
    assertThat(subjects().items().items(subject)).hasSize(1);
  }

  @Test
  default void nothingShouldBeLeftOfWhatIsNotAllowedAnyMore() {
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    Identification item = passport(appId(), NOON);

    Storing outcome =
        subjects()
            .items()
            .store(tenant, names(tenant, reference), item, List.of(portrait()), () -> false);

    assertThat(outcome).isEqualTo(new Storing.NotAllowed());
    assertThat(found(tenant, reference)).isEmpty();
  }

  @Test
  default void refusalShouldLeaveWhatWasStoredBefore() {
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    Identification item = passport(appId(), NOON);
    Subject subject = store(tenant, names(tenant, reference), item, List.of(portrait()));

    subjects()
        .items()
        .store(
            tenant,
            names(tenant, reference),
            passport(appId(), NOON.plusSeconds(1)),
            List.of(portrait()),
            () -> false);

    assertThat(subjects().items().items(subject))
        .extracting(IdentificationItem::content)
        .containsExactly(item);
    assertThat(subjects().items().photo(subject, item.callId(), PORTRAIT)).isPresent();
  }

  @Test
  default void correctionShouldChangeOneFieldOnly() {
    TenantId tenant = tenantId();
    Identification item = passport(appId(), NOON);
    Subject subject = store(tenant, names(tenant, reference()), item, List.of(portrait()));

    assertThat(subjects().items().correct(subject, item.callId(), NAME, "ERIKSON, ANNA")).isTrue();
    assertThat(subjects().items().correct(subject, item.callId(), new FieldName("shoeSize"), "38"))
        .isFalse();
    assertThat(
            subjects()
                .items()
                .correct(subject, PlatformFixtures.callId(NOON), NAME, "ERIKSON, ANNA"))
        .isFalse();

    assertThat(subjects().items().items(subject))
        .containsExactly(
            new IdentificationItem(
                subject, item.with(NAME, "ERIKSON, ANNA"), Set.of(PORTRAIT), false));
  }

  @Test
  default void restrictionShouldCoverWhatIsStoredLater() {
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    Subject subject = store(tenant, names(tenant, reference), passport(appId(), NOON), List.of());

    assertThat(subjects().items().restrict(subject, true)).isTrue();
    assertThat(subjects().items().restrict(subject, true)).isTrue();
    store(tenant, names(tenant, reference), passport(appId(), NOON), List.of());

    assertThat(subjects().items().items(subject))
        .hasSize(2)
        .allMatch(IdentificationItem::restricted);
    subjects().items().restrict(subject, false);
    assertThat(subjects().items().items(subject)).noneMatch(IdentificationItem::restricted);
  }

  @Test
  default void namesShouldLeadToTheSubjectAcrossNewPseudonymKeys() {
    TenantId tenant = tenantId();
    EndUserReference old = reference();
    Subject subject = store(tenant, names(tenant, old), passport(appId(), NOON), List.of());

    int version = subjects().pseudonyms().renewKey(tenant);

    assertThat(version).isEqualTo(2);
    assertThat(subjects().pseudonyms().of(tenant, old)).hasSize(2);
    assertThat(found(tenant, old)).containsExactly(subject);
    assertThat(store(tenant, names(tenant, old), passport(appId(), NOON), List.of()))
        .isEqualTo(subject);
    assertThat(
            subjects().items().find(tenant, subjects().pseudonyms().of(tenant, old).subList(0, 1)))
        .as("by the newest key alone, once it was seen again")
        .hasSize(1);
  }

  @Test
  default void concurrentCallsOfANewEndUserShouldShareOneSubject() {
    TenantId tenant = tenantId();
    EndUserReference reference = reference();
    Set<Subject> seen = ConcurrentHashMap.newKeySet();

    Concurrently.run(
        8,
        number ->
            seen.add(
                store(
                    tenant,
                    names(tenant, reference),
                    passport(appId(), NOON.plusSeconds(number)),
                    number % 2 == 0 ? List.of(portrait()) : List.of())));

    assertThat(seen).hasSize(1);
    assertThat(subjects().items().items(seen.iterator().next())).hasSize(8);
  }

  private Subject store(TenantId tenant, Names names, Identification item, List<Photo> photos) {
    Storing outcome = subjects().items().store(tenant, names, item, photos, () -> true);
    return ((Storing.Stored) outcome).subject();
  }

  private List<Subject> found(TenantId tenant, EndUserReference reference) {
    return subjects().items().find(tenant, subjects().pseudonyms().of(tenant, reference)).stream()
        .map(SubjectState::subject)
        .toList();
  }

  private Names names(TenantId tenant, EndUserReference reference) {
    return subjects().pseudonyms().names(tenant, Optional.of(reference), Optional.empty());
  }

  private Names names(TenantId tenant, EndUserReference reference, DocumentNumber document) {
    return subjects().pseudonyms().names(tenant, Optional.of(reference), Optional.of(document));
  }

  private static TenantId tenantId() {
    return PlatformFixtures.tenant().id();
  }

  private static AppId appId() {
    return PlatformFixtures.appId();
  }
}
