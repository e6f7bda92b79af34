package io.palimpsest.stores;

import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.tenant;
import static io.palimpsest.platform.testkit.SubjectFixtures.PERSONAL;
import static io.palimpsest.platform.testkit.SubjectFixtures.PORTRAIT;
import static io.palimpsest.platform.testkit.SubjectFixtures.REGISTRATION;
import static io.palimpsest.platform.testkit.SubjectFixtures.TRAINING;
import static io.palimpsest.platform.testkit.SubjectFixtures.passport;
import static io.palimpsest.platform.testkit.SubjectFixtures.portrait;
import static io.palimpsest.platform.testkit.SubjectFixtures.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.exports.ExportCell;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.keys.KeyName;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.platform.testkit.ExportStoreContract;
import io.palimpsest.policy.DataClass;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.SqlEvidenceQueue;
import io.palimpsest.stores.internal.sql.SqlRegionHolds;
import io.palimpsest.stores.internal.subjects.IdentificationStock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The kits of identification data and its keys on a database and an object store, and what only
 * these have: what stands in them, and what is there after work broke off.
 */
@ExtendWith(Backends.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SubjectKits extends SubjectStores {
  SubjectKits(Backends.Run run, ObjectStoreSettings objects, String backend) {
    super(run, objects, backend);
  }

  @Test
  void exportedBytesShouldHoldNothingOfThePersonAndGoWithTheLastReason() throws SQLException {
    World world = world();
    ExportCell cell = exports(world);
    TenantId tenant = tenant().id();
    Identification item = passport(appId(), MORNING);
    Subject subject = store(cell.subjects(), tenant, reference(), item);
    ExportId export = filled(cell, item);

    List<String> objects = exported(subject);
    String content = text(exportBucket.get(objects.getFirst()).orElseThrow());
    String rows = dump(world);
    cell.subjects().erasure().withdraw(subject, TRAINING);

    assertThat(objects).hasSize(1);
    assertThat(content).hasSizeGreaterThan(40_000);
    assertThat(PERSONAL).noneMatch(content::contains).noneMatch(rows::contains);
    assertThat(exported(subject)).isEmpty();
    assertThat(count(world, "identification_export_item")).isZero();
    assertThat(cell.exports().find(export).orElseThrow().there()).isZero();
  }

  @Test
  void sweepShouldEraseWhatNoExportLists() {
    World world = world();
    ExportCell cell = exports(world);
    Identification item = passport(appId(), MORNING);
    Subject subject = store(cell.subjects(), tenant().id(), reference(), item);
    filled(cell, item);
    String left = subject.id() + "/" + item.callId() + "/" + UUID.randomUUID();
    exportBucket.put(left, new byte[10]);
    exportBucket.put("a name of nobody", new byte[10]);

    assertThat(cell.exports().sweep(MORNING.minusSeconds(1))).isZero();
    assertThat(cell.exports().sweep(Instant.now().plusSeconds(60))).isGreaterThanOrEqualTo(2);

    assertThat(exported(subject)).hasSize(1).doesNotContain(left);
    assertThat(exportBucket.exists("a name of nobody")).isFalse();
  }

  @Test
  void withdrawalThatBrokeOffShouldHaveClosedTheCopiesAndTheNextShouldEraseThem() {
    World world = world();
    ExportCell cell = exports(world);
    Identification item = passport(appId(), MORNING);
    Subject subject = store(cell.subjects(), tenant().id(), reference(), item);
    ExportId export = filled(cell, item);
    SubjectCell withoutObjects = cellWithoutObjects(world);

    assertThatThrownBy(() -> withoutObjects.erasure().erase(subject))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(cell.exports().read(export, item.callId())).isEmpty();
    assertThat(exported(subject)).hasSize(1);
    cell.subjects().erasure().erase(subject);
    assertThat(exported(subject)).isEmpty();
  }

  @Test
  void erasedExportShouldTakeItsDaysKeyWithIt() {
    World world = world();
    ExportCell cell = exports(world);
    Identification item = passport(appId(), MORNING);
    Subject subject = store(cell.subjects(), tenant().id(), reference(), item);
    Instant later = MORNING.plus(Duration.ofDays(3));
    ExportId export = queued(cell, later);
    cell.exports().add(export, item.callId(), later, _ -> true);
    LocalDate day = LocalDate.ofInstant(MORNING, SINGAPORE_TIME);
    assertThat(keys(world).names("day/")).containsExactly("day/" + day, "day/" + day.plusDays(3));

    cell.exports().erase(export, ExportStoreContract.OPERATOR, "done with it", later);

    assertThat(keys(world).names("day/")).containsExactly("day/" + day);
    assertThat(exported(subject)).isEmpty();
  }

  @Test
  void storedBytesShouldHoldNothingOfThePerson() throws SQLException {
    World world = world();
    SubjectCell cell = cell(world);
    TenantId tenant = tenant().id();
    EndUserReference reference = reference();
    Subject subject = store(cell, tenant, reference, passport(appId(), MORNING));

    String rows = dump(world);
    List<String> photos =
        bucket.list(subject.id() + "/", "", 10).stream().map(S3Objects.Listed::name).toList();

    assertThat(rows).contains("MLIDPassportOCR").doesNotContain(reference.value());
    assertThat(PERSONAL).noneMatch(rows::contains);
    assertThat(photos).hasSize(1);
    String photo = text(bucket.get(photos.getFirst()).orElseThrow());
    assertThat(photo).hasSizeGreaterThan(40_000);
    assertThat(PERSONAL).noneMatch(photo::contains);
  }

  @Test
  void erasedSubjectShouldBeInNoTableAndNoObject() throws SQLException {
    World world = world();
    SubjectCell cell = cell(world);
    TenantId tenant = tenant().id();
    EndUserReference reference = reference();
    Subject subject = store(cell, tenant, reference, passport(appId(), MORNING));

    cell.erasure().erase(subject);

    for (String table : List.of("subject", "subject_alias", "subject_key", "identification_item")) {
      assertThat(count(world, table)).as(table).isZero();
    }
    assertThat(keys(world).names("day/")).isEmpty();
    assertThat(bucket.list(subject.id() + "/", "", 10)).isEmpty();
  }

  @Test
  void sweepShouldEraseWhatAStoreThatWasKilledLeftBehind() throws SQLException {
    World world = world();
    SubjectCell cell = cell(world);
    TenantId tenant = tenant().id();
    EndUserReference reference = reference();
    Subject kept = store(cell, tenant, reference(), passport(appId(), MORNING));
    Names names = names(cell, tenant, reference);
    Identification item = passport(appId(), MORNING);
    // The photo is written and the item is not: as if the process had died in between.
    assertThatThrownBy(
            () ->
                cell.items()
                    .store(
                        tenant,
                        names,
                        item,
                        List.of(portrait()),
                        () -> {
                          throw new IllegalStateException("killed");
                        }))
        .hasMessage("killed");
    bucket.put("a name/of nobody", new byte[10]);
    Subject left = cell.items().find(tenant, names.all()).getFirst().subject();
    assertThat(bucket.list(left.id() + "/", "", 10)).hasSize(1);

    assertThat(cell.erasure().sweep(MORNING.minusSeconds(1))).isEqualTo(Erased.NOTHING);
    Erased swept = cell.erasure().sweep(Instant.now().plusSeconds(60));

    assertThat(swept.subjects()).isOne();
    assertThat(swept.photos()).isGreaterThanOrEqualTo(2);
    assertThat(bucket.list(left.id() + "/", "", 10)).isEmpty();
    assertThat(bucket.exists("a name/of nobody")).isFalse();
    assertThat(cell.items().find(tenant, names.all())).isEmpty();
    assertThat(count(world, "subject")).isOne();
    assertThat(count(world, "subject_key")).isOne();
    assertThat(cell.items().items(kept)).hasSize(1);
    assertThat(bucket.list(kept.id() + "/", "", 10)).hasSize(1);
  }

  @Test
  void eraseThatBrokeOffShouldBeFinishedByTheNext() {
    World world = world();
    SubjectCell cell = cell(world);
    TenantId tenant = tenant().id();
    Subject subject = store(cell, tenant, reference(), passport(appId(), MORNING));
    Subject other = store(cell, tenant, reference(), passport(appId(), MORNING));
    SubjectCell withoutObjects = cellWithoutObjects(world);

    // The rows are gone and the objects are not: as if the process had died in between.
    for (Subject each : List.of(subject, other)) {
      assertThatThrownBy(() -> withoutObjects.erasure().erase(each))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(cell.items().items(each)).isEmpty();
      assertThat(bucket.list(each.id() + "/", "", 10)).hasSize(1);
    }

    assertThat(cell.erasure().erase(subject)).isEqualTo(Erased.photos(1));
    assertThat(bucket.list(subject.id() + "/", "", 10)).isEmpty();
    cell.erasure().sweep(Instant.now().plusSeconds(60));
    assertThat(bucket.list(other.id() + "/", "", 10)).isEmpty();
  }

  @Test
  void storeShouldNotBelieveADayKeyThatAnotherProcessDestroyed() {
    World world = world();
    SubjectCell here = cell(world);
    SubjectCell there = cell(world);
    TenantId tenant = tenant().id();
    Subject first = store(here, tenant, reference(), passport(appId(), MORNING));
    there.erasure().erase(first);
    Subject second = store(there, tenant, reference(), passport(appId(), MORNING));

    Subject third = store(here, tenant, reference(), passport(appId(), MORNING));

    assertThat(there.items().items(third)).hasSize(1);
    assertThat(here.items().items(second)).hasSize(1);
    assertThat(
            here.items()
                .photo(second, here.items().items(second).getFirst().content().callId(), PORTRAIT))
        .isPresent();
  }

  @Test
  void everyItemShouldBeCountedByItsDayAndItsEnd() {
    World world = world();
    SubjectCell cell = cell(world);
    IdentificationStock stock = new IdentificationStock(world.database());
    Identification passport = passport(appId(), MORNING);
    store(cell, tenant().id(), reference(), passport);
    LocalDate day = LocalDate.ofInstant(MORNING, SINGAPORE_TIME);

    assertThat(stock.amounts(Set.of(passport.appId())))
        .containsExactly(new Stock.Amount(day, passport.until(), 1));
    assertThat(stock.amounts()).contains(new Stock.Amount(day, passport.until(), 1));
  }

  @Test
  void heldItemsShouldOutliveTheirPeriodAndGoWithTheHold() {
    World world = world();
    SubjectCell cell = cell(world);
    SqlRegionHolds holds = new SqlRegionHolds(world.database());
    TenantId tenant = tenant().id();
    EndUserReference reference = reference();
    Subject held = store(cell, tenant, reference, passport(appId(), MORNING));
    Subject free = store(cell, tenant, reference(), passport(appId(), MORNING));
    HeldScope scope = held(tenant, names(cell, tenant, reference));
    holds.set(List.of(scope));
    Instant over = MORNING.plus(Duration.ofDays(31));

    Erased expired = cell.erasure().eraseExpired(over);

    assertThat(expired.items()).isOne();
    assertThat(cell.items().items(free)).isEmpty();
    assertThat(cell.items().items(held)).hasSize(1);
    assertThat(bucket.list(held.id() + "/", "", 10)).hasSize(1);
    assertThat(cell.erasure().heldBy(held))
        .containsExactly(new HeldBy(scope.hold(), scope.basis(), scope.until()));
    assertThat(cell.erasure().heldBy(free)).isEmpty();
    holds.set(List.of());
    assertThat(cell.erasure().eraseExpired(over).items()).isOne();
    assertThat(bucket.list(held.id() + "/", "", 10)).isEmpty();
    assertThat(new SqlEvidenceQueue(world.database(), SINGAPORE_TIME).notices(10))
        .extracting(notice -> Leaf.parse(notice.leaf()))
        .filteredOn(leaf -> leaf instanceof io.palimpsest.evidence.leaf.Erased)
        .as("kept by a hold, and so not late")
        .hasSize(2)
        .noneMatch(leaf -> ((io.palimpsest.evidence.leaf.Erased) leaf).late());
  }

  @Test
  void heldItemsThatWereErasedOrWithdrawnShouldBeReadByNobodyAndGoWithTheHold()
      throws SQLException {
    World world = world();
    SubjectCell cell = cell(world);
    SqlRegionHolds holds = new SqlRegionHolds(world.database());
    TenantId tenant = tenant().id();
    Identification first = passport(appId(), MORNING);
    Identification second = passport(appId(), MORNING);
    EndUserReference reference = reference();
    Subject subject = store(cell, tenant, reference, first);
    store(cell, tenant, reference, second);
    holds.set(
        List.of(
            new HeldScope(
                "hold-1",
                DataClass.IDENTIFICATION,
                new HeldScope.Target.Call(first.callId()),
                "§ 142 ZPO",
                MORNING.plus(Duration.ofDays(400)))));

    cell.erasure().withdraw(subject, TRAINING);
    assertThat(cell.items().items(subject)).as("they have another purpose").hasSize(2);
    cell.erasure().withdraw(subject, REGISTRATION);

    assertThat(cell.items().items(subject)).isEmpty();
    assertThat(count(world, "identification_item")).as("the held one").isOne();
    assertThat(bucket.list(subject.id() + "/", "", 10)).hasSize(1);
    assertThat(cell.inventory().counts().getFirst().items()).as("it is there, and says so").isOne();
    assertThat(cell.inventory().forUse(first.callId(), TRAINING, MORNING)).isEmpty();
    assertThat(cell.erasure().erase(subject)).isEqualTo(Erased.NOTHING);
    assertThat(cell.erasure().eraseExpired(MORNING.plusSeconds(1))).isEqualTo(Erased.NOTHING);
    assertThat(cell.erasure().heldBy(subject)).hasSize(1);
    holds.set(List.of());

    Erased erased = cell.erasure().eraseExpired(MORNING.plusSeconds(1));

    assertThat(erased).isEqualTo(new Erased(1, 1, 1, 1, 1));
    assertThat(count(world, "identification_item")).isZero();
    assertThat(bucket.list(subject.id() + "/", "", 10)).isEmpty();
  }

  @Test
  void whatIsHeldOfAnAppIdThatLeftShouldBeReadByNobodyAndGoWhenItIsErasedAgain()
      throws SQLException {
    World world = world();
    SubjectCell cell = cell(world);
    SqlRegionHolds holds = new SqlRegionHolds(world.database());
    AppId leaving = appId();
    EndUserReference reference = reference();
    TenantId tenant = tenant().id();
    Subject held = store(cell, tenant, reference, passport(leaving, MORNING));
    Subject free = store(cell, tenant, reference(), passport(leaving, MORNING));
    HeldScope scope = held(tenant, names(cell, tenant, reference));
    holds.set(List.of(scope));

    assertThat(cell.erasure().eraseLeft(leaving).items()).isOne();

    assertThat(cell.items().items(free)).isEmpty();
    assertThat(cell.items().items(held)).isEmpty();
    assertThat(count(world, "identification_item")).as("the held one").isOne();
    assertThat(cell.erasure().heldBy(leaving))
        .containsExactly(new HeldBy(scope.hold(), scope.basis(), scope.until()));
    assertThat(cell.erasure().eraseLeft(leaving)).isEqualTo(Erased.NOTHING);
    holds.set(List.of());
    assertThat(cell.erasure().eraseLeft(leaving).items()).isOne();
    assertThat(count(world, "identification_item")).isZero();
    assertThat(bucket.list(held.id() + "/", "", 10)).isEmpty();
  }

  private static HeldScope held(TenantId tenant, Names names) {
    return new HeldScope(
        "hold-1",
        DataClass.IDENTIFICATION,
        new HeldScope.Target.EndUser(tenant, names.all().iterator().next()),
        "§ 142 ZPO",
        MORNING.plus(Duration.ofDays(400)));
  }

  @Test
  void dayKeysShouldBeDestroyedWhereNoItemIsLeft() {
    World world = world();
    SubjectCell cell = cell(world);
    store(cell, tenant().id(), reference(), passport(appId(), MORNING));
    LocalDate day = LocalDate.ofInstant(MORNING, SINGAPORE_TIME);
    KeyName forgotten = new KeyName.OfDay(day.minusDays(3));
    keys(world).putIfAbsent(forgotten, new byte[60]);
    keys(world).putIfAbsent(new KeyName.OfDay(day.plusDays(1)), new byte[60]);

    assertThat(cell.erasure().destroyDayKeys(day.plusDays(1))).containsExactly(day.minusDays(3));

    assertThat(keys(world).names("day/")).containsExactly("day/" + day, "day/" + day.plusDays(1));
  }

  @Test
  void openShouldRefuseAnotherRootKeyBeforeAnythingIsServed() {
    World world = world();
    cell(world);
    RootKeyFile other = RootKeyFile.openOrCreate(folder.resolve("other-" + schemas.size()));

    assertThatThrownBy(() -> cell(new World(world.settings(), world.database(), other)))
        .isInstanceOf(RootKeyUnusable.class);
  }
}
