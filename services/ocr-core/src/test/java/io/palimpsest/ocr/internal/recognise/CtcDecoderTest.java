package io.palimpsest.ocr.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CtcDecoderTest {
  private final CtcDecoder decoder = new CtcDecoder(List.of("", "a", "b", "𠮷", " "));

  @Test
  void decodeShouldJoinRepeatsAndDropBlanks() {
    Recognition read = decode(0, 1, 1, 0, 1, 2, 2, 4, 3, 0);

    assertThat(read.text()).isEqualTo("aab 𠮷");
  }

  @Test
  void decodeShouldTakeTheHighestProbabilityOfARunAndTheirMeanForTheLine() {
    Recognition read =
        decoder.decode(new BestPath(new long[] {1, 1, 0, 2}, new float[] {0.5f, 0.9f, 1, 0.7f}), 4);

    assertThat(read.characters().getFirst().confidence()).isCloseTo(0.9, within(1e-6));
    assertThat(read.confidence()).isCloseTo(0.8, within(1e-6));
  }

  @Test
  void decodeShouldPlaceCharactersSideBySideWithoutOverlap() {
    Recognition read = decode(0, 1, 0, 0, 2, 0, 0, 1, 0, 0);

    List<Recognition.Character> c = read.characters();
    assertThat(c.get(0).from()).isLessThan(0.15).isGreaterThanOrEqualTo(0);
    assertThat(c.get(0).to()).isCloseTo(c.get(1).from(), within(1e-9));
    assertThat(c.get(1).from()).isCloseTo(0.3, within(1e-9));
    assertThat(c.get(2).to()).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void decodeShouldReadNothingWhenAllStepsAreBlank() {
    Recognition read = decode(0, 0, 0);

    assertThat(read.text()).isEmpty();
    assertThat(read.confidence()).isZero();
  }

  private Recognition decode(long... best) {
    float[] probability = new float[best.length];
    java.util.Arrays.fill(probability, 1);
    return decoder.decode(new BestPath(best, probability), best.length);
  }
}
