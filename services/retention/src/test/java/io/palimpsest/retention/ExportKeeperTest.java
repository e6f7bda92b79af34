package io.palimpsest.retention;

import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.ExportMade;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.exports.Export.State;
import io.palimpsest.platform.exports.ExportEvent;
import io.palimpsest.platform.exports.ExportEvent.Kind;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.platform.testkit.IdentityTelling;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.decision.Attester;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExportKeeperTest {
  private static final Instant MADE = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant DUE = Instant.parse("2026-11-28T16:00:00Z");

  private final List<byte[]> leaves = new ArrayList<>();
  private final ExportStore exports =
      InMemorySubjects.exportCell(
              new IdentityTelling(
                  SINGAPORE,
                  SINGAPORE_TIME,
                  Clock.systemUTC(),
                  _ -> Optional.empty(),
                  leaves::addAll))
          .exports();
  private final Map<String, Long> numbers = new HashMap<>();

  @Test
  void exportShouldBeThereUntilItsInstantAndGoneFromThenOn() {
    Export export =
        Export.queued(
            SubjectFixtures.TRAINING,
            new Attester("olga@operator.example", "head of models"),
            "to read worn passports better",
            MADE,
            Set.of(PolicyRef.parse("tencent-ocr@1.0.0")),
            DUE);
    exports.request(export);
    exports.finish(export.id(), DUE, 0, MADE);

    at(DUE.minusMillis(1)).expire(this::count);
    assertThat(exports.find(export.id()).orElseThrow().state()).isEqualTo(State.READY);
    at(DUE).expire(this::count);
    at(DUE).expire(this::count);
    at(DUE).sweep(this::count);

    assertThat(exports.find(export.id()).orElseThrow().state()).isEqualTo(State.ERASED);
    assertThat(exports.events(export.id()))
        .extracting(ExportEvent::kind)
        .containsExactly(Kind.REQUESTED, Kind.FINISHED, Kind.ERASED);
    assertThat(numbers).containsEntry("exports", 1L).containsEntry("exported-items", 0L);
    assertThat(numbers).containsEntry("export-leaves", 2L);
    assertThat(leaves)
        .extracting(Leaf::parse)
        .satisfiesExactly(
            made ->
                assertThat(made)
                    .isInstanceOf(ExportMade.class)
                    .extracting(Leaf::at)
                    .isEqualTo(MADE),
            gone ->
                assertThat((Erased) gone)
                    .matches(leaf -> leaf.cause() == Cause.PERIOD_OVER)
                    .matches(leaf -> leaf.policy().equals("tencent-ocr-1.0.0"))
                    .matches(leaf -> leaf.at().equals(DUE)));
  }

  private ExportKeeper at(Instant now) {
    return new ExportKeeper(
        SINGAPORE.name(),
        SINGAPORE_TIME,
        exports,
        Duration.ofMinutes(5),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private void count(String name, long count) {
    numbers.merge(name, count, Long::sum);
  }
}
