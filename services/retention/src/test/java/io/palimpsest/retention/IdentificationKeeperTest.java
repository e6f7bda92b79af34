package io.palimpsest.retention;

import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentificationKeeperTest {
  private static final Instant STORED = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant DUE = Instant.parse("2026-12-21T16:00:00Z");

  private final SubjectCell cell = InMemorySubjects.cell(SINGAPORE, SINGAPORE_TIME);
  private final Map<String, Long> numbers = new HashMap<>();

  @Test
  void itemShouldBeThereUntilItsInstantAndGoneFromThenOn() {
    store();

    at(DUE.minusMillis(1)).expire(this::count);
    assertThat(cell.inventory().counts()).hasSize(1);
    at(DUE).expire(this::count);

    assertThat(cell.inventory().counts()).isEmpty();
    assertThat(numbers).containsEntry("items", 1L).containsEntry("day-keys", 1L);
  }

  @Test
  void sweepShouldLeaveWhatIsStored() {
    store();

    at(DUE.minusMillis(1)).sweep(this::count);

    assertThat(cell.inventory().counts()).hasSize(1);
  }

  private void store() {
    TenantId tenant = PlatformFixtures.tenant().id();
    Identification item =
        SubjectFixtures.passport(PlatformFixtures.appId(), STORED, DUE, SubjectFixtures.TRAINING);
    cell.items()
        .store(
            tenant,
            cell.pseudonyms()
                .names(tenant, Optional.of(SubjectFixtures.reference()), Optional.empty()),
            item,
            List.of(),
            () -> true);
  }

  private IdentificationKeeper at(Instant now) {
    return new IdentificationKeeper(
        SINGAPORE.name(),
        SINGAPORE_TIME,
        cell.erasure(),
        Duration.ofMinutes(5),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private void count(String name, long count) {
    numbers.merge(name, count, Long::sum);
  }
}
