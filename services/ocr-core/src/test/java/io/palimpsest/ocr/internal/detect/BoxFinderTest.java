package io.palimpsest.ocr.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.internal.geometry.Normalisation;
import io.palimpsest.ocr.internal.geometry.RotatedRect;
import io.palimpsest.ocr.model.DetectionSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxFinderTest {
  private static final Normalisation PLAIN =
      new Normalisation(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  private static final DetectionSettings SETTINGS =
      new DetectionSettings("map", 736, 1200, 2000, 2_600_000, PLAIN, 0.3, 0.5, 1.6, true);

  private final float[] values = new float[200 * 100];

  @Test
  void findShouldGrowACoreByAreaOverPerimeter() {
    fill(50, 40, 100, 10, 0.9f);

    List<RotatedRect> boxes = find();

    // The core is 100 x 10 once spread by a pixel; 1.6 * 1000 / 220 on every side.
    assertThat(boxes).hasSize(1);
    assertThat(boxes.getFirst().width()).isCloseTo(100 + 2 * 7.27, within(0.1));
    assertThat(boxes.getFirst().height()).isCloseTo(10 + 2 * 7.27, within(0.1));
    assertThat(boxes.getFirst().cx()).isCloseTo(100, within(0.1));
    assertThat(boxes.getFirst().cy()).isCloseTo(45, within(0.1));
  }

  @Test
  void findShouldDropWhatIsFaintOrTiny() {
    fill(10, 10, 60, 10, 0.4f);
    fill(100, 60, 2, 2, 0.9f);

    assertThat(find()).isEmpty();
  }

  @Test
  void findShouldFindNothingOnABlankPage() {
    assertThat(find()).isEmpty();
  }

  private List<RotatedRect> find() {
    return new BoxFinder(SETTINGS).find(new ProbabilityMap(200, 100, values), Cancellation.never());
  }

  private void fill(int left, int top, int width, int height, float value) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        values[y * 200 + x] = value;
      }
    }
  }
}
