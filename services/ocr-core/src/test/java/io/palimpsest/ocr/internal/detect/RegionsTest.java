package io.palimpsest.ocr.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegionsTest {

  @Test
  void ofShouldKeepApartWhatDoesNotTouch() {
    assertThat(count("##..##", "##..##")).isEqualTo(2);
  }

  @Test
  void ofShouldJoinWhatTouchesAtACorner() {
    assertThat(count("##....", "..##..", "....##")).isEqualTo(1);
  }

  @Test
  void ofShouldJoinArmsThatMeetFurtherDown() {
    assertThat(count("#.#.#", "#.#.#", "#####")).isEqualTo(1);
    assertThat(count("#####", "#...#", "#.#.#", "#...#", "#####")).isEqualTo(2);
  }

  @Test
  void ofShouldFindNothingInAnEmptyMask() {
    assertThat(count("....", "....")).isZero();
  }

  private static int count(String... rows) {
    boolean[] mask = new boolean[rows.length * rows[0].length()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#';
    }
    return Regions.of(mask, rows[0].length(), rows.length).size();
  }
}
