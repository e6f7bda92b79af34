package io.palimpsest.retention.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final int SEEDS = 50;
  private static final int A_FEW = 4;

  @BeforeAll
  static void quiet() {
    Seeds.quiet();
  }

  @Test
  void whatMustHoldShouldHoldWithEverySeed() {
    List<Seeds.Ended> broken =
        LongStream.rangeClosed(1, SEEDS)
            .parallel()
            .mapToObj(seed -> Seeds.run(seed, Mutation.NONE))
            .filter(each -> each.broken().isPresent())
            .toList();

    assertThat(broken).isEmpty();
  }

  @Test
  void everyPlantedFaultShouldBeFoundBySomeSeedOfAFew() {
    List<Planted> missed =
        Arrays.stream(Planted.values())
            .parallel()
            .filter(
                planted ->
                    LongStream.rangeClosed(1, A_FEW)
                        .sequential()
                        .noneMatch(seed -> Seeds.run(seed, planted).broken().isPresent()))
            .toList();

    assertThat(missed).isEmpty();
  }

  @Test
  void oneSeedShouldAlwaysTellTheSame() {
    assertThat(told(7)).isEqualTo(told(7)).hasSizeGreaterThan(100);
  }

  private static List<String> told(long seed) {
    Trace trace = new Trace(true);
    Simulation.run(seed, Mutation.NONE, trace);
    return trace.lines();
  }
}
