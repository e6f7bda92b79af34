package io.palimpsest.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.platform.debugcopies.CopyContent;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.debugcopies.DebugCopyStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyRef;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How every store of debug copies keeps and forgets. Each test has stores of its own. */
public interface DebugCopyStoreContract {
  Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  Duration DAY = Duration.ofHours(24);

  /**
   * What must stand in clear in no store; the picture is 40 kB of the first.
   *
   * @see #content
   */
  List<String> SECRETS = List.of("a page of a contract", "42 Old Mill Lane");

  /**
   * One region with nothing kept.
   *
   * @param clock what the leaves are dated by
   */
  Place emptyCopies(Clock clock);

  /**
   * A region's copies.
   *
   * @param broken the same while the object store is away
   * @param leaves that wait for the evidence log, in the order of entering
   */
  record Place(
      DebugCopyStore copies,
      DebugCopyStore broken,
      RegionHolds holds,
      Supplier<List<byte[]>> leaves) {
    List<Erased> told() {
      return leaves.get().stream().map(leaf -> (Erased) Leaf.parse(leaf)).toList();
    }

    void hold(HeldScope.Target target) {
      holds.set(
          List.of(
              new HeldScope(
                  UUID.randomUUID().toString(),
                  DataClass.DEBUG_COPY,
                  target,
                  "ZPO 142",
                  NOON.plus(Duration.ofDays(90)))));
    }
  }

  @Test
  default void aCopyShouldBeReadAsItWasKeptUntilItsTimeIsUp() {
    Place place = emptyCopies(at(NOON));
    DebugCopy copy = copy(PlatformFixtures.appId(), NOON);

    assertThat(place.copies().keep(copy, content(), () -> true)).isTrue();

    CopyContent read = place.copies().read(copy.callId(), NOON.plusSeconds(1)).orElseThrow();
    assertThat(read.upload()).isEqualTo(content().upload());
    assertThat(read.answer()).isEqualTo(content().answer());
    assertThat(place.copies().find(copy.callId())).contains(copy);
    assertThat(place.copies().origins()).containsExactly(copy.origin());
    assertThat(place.copies().read(copy.callId(), copy.due().minusMillis(1))).isPresent();
    assertThat(place.copies().read(copy.callId(), copy.due())).isEmpty();
    assertThat(place.copies().read(PlatformFixtures.callId(NOON), NOON)).isEmpty();
  }

  @Test
  default void anEmptyAndALargeCopyShouldBeReadAsTheyWere() {
    Place place = emptyCopies(at(NOON));
    AppId appId = PlatformFixtures.appId();
    DebugCopy empty = copy(appId, NOON);
    DebugCopy large = copy(appId, NOON.plusSeconds(1));
    byte[] picture = new byte[8 << 20];
    picture[picture.length - 1] = 7;

    place.copies().keep(empty, new CopyContent(new byte[0], new byte[0]), () -> true);
    place.copies().keep(large, new CopyContent(picture, new byte[] {1}), () -> true);

    assertThat(place.copies().read(empty.callId(), NOON).orElseThrow().size()).isZero();
    assertThat(place.copies().read(large.callId(), NOON).orElseThrow().upload()).isEqualTo(picture);
  }

  @Test
  default void nothingShouldBeKeptThatIsNotAllowed() {
    Place place = emptyCopies(at(NOON));
    DebugCopy copy = copy(PlatformFixtures.appId(), NOON);

    assertThat(place.copies().keep(copy, content(), () -> false)).isFalse();

    assertThat(place.copies().find(copy.callId())).isEmpty();
    assertThat(place.copies().origins()).isEmpty();
    assertThat(place.leaves().get()).isEmpty();
  }

  @Test
  default void listShouldGiveTheOwnersCopiesByPages() {
    Place place = emptyCopies(at(NOON));
    AppId mine = PlatformFixtures.appId();
    AppId mineToo = PlatformFixtures.appId();
    DebugCopy first = kept(place, mine, NOON);
    DebugCopy second = kept(place, mineToo, NOON.plusSeconds(1));
    DebugCopy third = kept(place, mine, NOON.plusSeconds(2));
    kept(place, PlatformFixtures.appId(), NOON);
    Set<AppId> owners = Set.of(mine, mineToo);

    assertThat(place.copies().list(owners, NOON, Optional.empty(), 2))
        .containsExactly(first, second);
    assertThat(place.copies().list(owners, NOON, Optional.of(second.callId()), 2))
        .containsExactly(third);
    assertThat(place.copies().list(owners, first.due(), Optional.empty(), 9))
        .containsExactly(second, third);
    assertThat(place.copies().list(Set.of(), NOON, Optional.empty(), 9)).isEmpty();
  }

  @Test
  default void aCopyWhoseTimeIsUpShouldGoAndBeToldOnce() {
    for (boolean late : new boolean[] {false, true}) {
      Place place = emptyCopies(at(NOON.plus(DAY).plusMillis(late ? 1 : 0)));
      DebugCopy copy = kept(place, PlatformFixtures.appId(), NOON);
      DebugCopy younger = kept(place, PlatformFixtures.appId(), NOON.plusSeconds(1));

      assertThat(place.copies().eraseDue(copy.due().minusMillis(1))).isZero();
      assertThat(place.copies().eraseDue(copy.due())).isOne();
      assertThat(place.copies().eraseDue(copy.due())).isZero();

      assertThat(place.copies().find(copy.callId())).isEmpty();
      assertThat(place.copies().find(younger.callId())).isPresent();
      assertThat(place.told())
          .singleElement()
          .matches(leaf -> leaf.dataClass().equals("debug-copy"))
          .matches(leaf -> leaf.cause() == Cause.PERIOD_OVER && leaf.late() == late)
          .matches(leaf -> leaf.policy().equals("deepseek-ocr-1.0.0"));
      assertThat(place.leaves().get().getFirst()).hasSizeLessThanOrEqualTo(200);
      assertThat(new String(place.leaves().get().getFirst(), StandardCharsets.UTF_8))
          .doesNotContain(copy.callId().toString(), copy.appId().toString());
    }
  }

  @Test
  default void erasureOfACallShouldTakeItsCopyAndNoOther() {
    Place place = emptyCopies(at(NOON));
    AppId owner = PlatformFixtures.appId();
    DebugCopy copy = kept(place, owner, NOON);
    DebugCopy other = kept(place, owner, NOON);

    assertThat(place.copies().erase(PlatformFixtures.appId(), copy.callId())).isZero();
    assertThat(place.copies().erase(owner, copy.callId())).isOne();
    assertThat(place.copies().erase(owner, copy.callId())).isZero();

    assertThat(place.copies().read(copy.callId(), NOON)).isEmpty();
    assertThat(place.copies().read(other.callId(), NOON)).isPresent();
    assertThat(place.told()).extracting(Erased::cause).containsExactly(Cause.WITHDRAWN);
  }

  @Test
  default void whatWasMadeUpToAnInstantShouldGoByItsOrigin() {
    Place place = emptyCopies(at(NOON));
    AppId owner = PlatformFixtures.appId();
    kept(place, owner, NOON);
    DebugCopy later = kept(place, owner, NOON.plusSeconds(5));
    DebugCopy others = kept(place, PlatformFixtures.appId(), NOON);

    assertThat(place.copies().erase(later.origin(), NOON.minusMillis(1), Cause.WITHDRAWN)).isZero();
    assertThat(place.copies().erase(later.origin(), NOON, Cause.WITHDRAWN)).isOne();
    assertThat(place.copies().find(later.callId())).isPresent();
    assertThat(place.copies().erase(later.origin(), NOON.plus(DAY), Cause.PERIOD_OVER)).isOne();

    assertThat(place.copies().origins()).containsExactly(others.origin());
    assertThat(place.told())
        .extracting(Erased::cause)
        .containsExactly(Cause.WITHDRAWN, Cause.PERIOD_OVER);
  }

  @Test
  default void allOfAnAppIdThatLeftShouldGo() {
    Place place = emptyCopies(at(NOON));
    AppId owner = PlatformFixtures.appId();
    kept(place, owner, NOON);
    kept(place, owner, NOON.plusSeconds(5));
    DebugCopy others = kept(place, PlatformFixtures.appId(), NOON);

    assertThat(place.copies().eraseLeft(owner)).isEqualTo(2);

    assertThat(place.copies().origins()).containsExactly(others.origin());
    assertThat(place.told())
        .extracting(Erased::cause)
        .containsExactly(Cause.OFF_BOARDED, Cause.OFF_BOARDED);
  }

  @Test
  default void aHoldShouldKeepACopyBeyondItsTimeWhichIsNotLateThen() {
    Place place = emptyCopies(at(NOON.plus(DAY).plusSeconds(60)));
    DebugCopy copy = kept(place, PlatformFixtures.appId(), NOON);
    DebugCopy free = kept(place, PlatformFixtures.appId(), NOON);
    place.hold(new HeldScope.Target.App(copy.appId()));

    assertThat(place.copies().eraseDue(copy.due())).isOne();
    assertThat(place.copies().find(free.callId())).isEmpty();
    assertThat(place.copies().find(copy.callId())).isPresent();
    assertThat(place.copies().read(copy.callId(), copy.due())).isEmpty();
    assertThat(place.copies().heldBy(copy.appId())).hasSize(1);
    assertThat(place.copies().heldBy(copy.appId(), copy.callId()))
        .singleElement()
        .matches(held -> held.basis().equals("ZPO 142"));
    place.holds().set(List.of());
    assertThat(place.copies().heldBy(copy.appId())).isEmpty();
    assertThat(place.copies().eraseDue(copy.due())).isOne();

    assertThat(place.told()).extracting(Erased::late).containsExactly(true, false);
  }

  @Test
  default void whatIsWithdrawnWhileHeldShouldBeReadByNobodyAndGoWithTheHold() {
    Place place = emptyCopies(at(NOON));
    DebugCopy copy = kept(place, PlatformFixtures.appId(), NOON);
    place.hold(new HeldScope.Target.Call(copy.callId()));

    assertThat(place.copies().erase(copy.appId(), copy.callId())).isZero();

    assertThat(place.copies().find(copy.callId())).isPresent();
    assertThat(place.copies().read(copy.callId(), NOON)).isEmpty();
    assertThat(place.copies().origins()).isEmpty();
    assertThat(place.copies().list(Set.of(copy.appId()), NOON, Optional.empty(), 9)).isEmpty();
    assertThat(place.copies().eraseDue(NOON.plusSeconds(60))).isZero();
    place.holds().set(List.of());
    assertThat(place.copies().eraseDue(NOON.plusSeconds(60))).isOne();
    assertThat(place.told())
        .singleElement()
        .matches(leaf -> leaf.cause() == Cause.WITHDRAWN && !leaf.late());
  }

  @Test
  default void aCopyWhoseObjectCouldNotBeWrittenShouldBeReadByNobodyAndGo() {
    Place place = emptyCopies(at(NOON));
    DebugCopy copy = copy(PlatformFixtures.appId(), NOON);

    assertThatThrownBy(() -> place.broken().keep(copy, content(), () -> true))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(place.copies().read(copy.callId(), NOON)).isEmpty();
    assertThat(place.copies().list(Set.of(copy.appId()), NOON, Optional.empty(), 9)).isEmpty();
    assertThat(place.copies().find(copy.callId())).isPresent();
    assertThat(place.copies().eraseUnfinished(NOON)).isZero();
    assertThat(place.copies().eraseUnfinished(NOON.plusSeconds(60))).isOne();
    assertThat(place.copies().find(copy.callId())).isEmpty();
    assertThat(place.told()).extracting(Erased::cause).containsExactly(Cause.COMPLETED);
  }

  @Test
  default void anErasureThatBrokeOffShouldHaveClosedTheCopyAndTheNextShouldTellOfIt() {
    Place place = emptyCopies(at(NOON));
    DebugCopy copy = kept(place, PlatformFixtures.appId(), NOON);

    assertThatThrownBy(() -> place.broken().erase(copy.appId(), copy.callId()))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(place.copies().read(copy.callId(), NOON)).isEmpty();
    assertThat(place.copies().find(copy.callId())).isPresent();
    assertThat(place.leaves().get()).isEmpty();
    assertThat(place.copies().eraseDue(NOON.plusSeconds(1))).isOne();
    assertThat(place.copies().find(copy.callId())).isEmpty();
    assertThat(place.told()).extracting(Erased::cause).containsExactly(Cause.WITHDRAWN);
  }

  /** One that is there for a day. */
  static DebugCopy copy(AppId appId, Instant made) {
    CallId callId = PlatformFixtures.callId(made);
    return new DebugCopy(
        appId,
        callId,
        PlatformFixtures.ACTION,
        PolicyRef.parse("deepseek-ocr@1.0.0"),
        made,
        made.plus(DAY),
        content().size());
  }

  /** A picture and an answer that hold {@link #SECRETS}. */
  static CopyContent content() {
    return new CopyContent(
        SECRETS.getFirst().repeat(2000).getBytes(StandardCharsets.UTF_8),
        ("{\"Response\":{\"Text\":\"" + SECRETS.getLast() + "\"}}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static DebugCopy kept(Place place, AppId appId, Instant made) {
    DebugCopy copy = copy(appId, made);
    assertThat(place.copies().keep(copy, content(), () -> true)).isTrue();
    return copy;
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
