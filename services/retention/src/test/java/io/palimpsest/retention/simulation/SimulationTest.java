package io.palimpsest.retention.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final int SEEDS = 20;

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
}
