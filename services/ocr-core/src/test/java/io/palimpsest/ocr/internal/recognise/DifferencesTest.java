package io.palimpsest.ocr.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.internal.recognise.Differences.Difference;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  @Test
  void betweenShouldFindAReplacedAMissingAndAnAddedClass() {
    List<Difference> differences =
        Differences.between(List.of(1, 2, 3, 4, 5, 6), List.of(1, 9, 3, 5, 6, 7));

    assertThat(differences)
        .containsExactly(
            new Difference(1, 2, List.of(9)),
            new Difference(3, 4, List.of()),
            new Difference(6, 6, List.of(7)));
  }

  @Test
  void betweenShouldFindNothingInEquals() {
    assertThat(Differences.between(List.of(1, 2), List.of(1, 2))).isEmpty();
  }

  @Test
  void allDifferencesAppliedFromTheRightShouldGiveTheOther() {
    Random random = new Random(7);

    for (int round = 0; round < 200; round++) {
      List<Integer> one = random(random);
      List<Integer> other = random(random);

      List<Integer> changed = one;
      for (Difference difference : Differences.between(one, other).reversed()) {
        changed = difference.applied(changed);
      }

      assertThat(changed).isEqualTo(other);
    }
  }

  private static List<Integer> random(Random random) {
    return IntStream.range(0, random.nextInt(12)).map(_ -> random.nextInt(4)).boxed().toList();
  }
}
