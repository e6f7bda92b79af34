package io.palimpsest.ocr.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.internal.geometry.Normalisation;
import io.palimpsest.ocr.model.RecognitionSettings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineBatchTest {
  private static final Normalisation PLAIN =
      new Normalisation(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  private static final RecognitionSettings SETTINGS =
      new RecognitionSettings("steps", 48, 160, 3200, PLAIN, 0.5);

  @Test
  void splitShouldPutEveryLineIntoExactlyOneBatch() {
    List<Picture> crops =
        IntStream.rangeClosed(1, 40).mapToObj(i -> crop(i * 37 % 900 + 10, 20)).toList();

    List<Integer> indices =
        LineBatch.split(crops, SETTINGS).stream()
            .flatMap(b -> b.lines().stream())
            .map(LineBatch.Line::index)
            .toList();

    assertThat(indices)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40).boxed().toList());
  }

  @Test
  void splitShouldNotPadAShortLineToALongOnesWidth() {
    List<LineBatch> batches = LineBatch.split(List.of(crop(900, 24), crop(200, 24)), SETTINGS);

    assertThat(batches).extracting(LineBatch::width).containsExactly(400, 1800);
  }

  @Test
  void splitShouldSqueezeALineThatIsLongBeyondMeasure() {
    List<LineBatch> batches = LineBatch.split(List.of(crop(20_000, 10)), SETTINGS);

    assertThat(batches.getFirst().width()).isEqualTo(3200);
  }

  private static Picture crop(int width, int height) {
    return new Picture(width, height, new byte[width * height * 3]);
  }
}
