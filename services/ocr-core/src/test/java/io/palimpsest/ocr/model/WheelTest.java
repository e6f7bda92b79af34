package io.palimpsest.ocr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WheelTest {
  private static final Content CONTENT = new Content(1, "0".repeat(64));

  @Test
  void aWheelForEveryMachineShouldNeedItsVersionOnly() {
    Wheel wheel = new Wheel("some_models-0.1.0-py3-none-any.whl", CONTENT);

    assertThat(wheel.requirement()).isEqualTo("some_models==0.1.0");
    assertThat(wheel.tags()).isEmpty();
  }

  @Test
  void aWheelForOneKindOfMachineShouldBeAskedForOnEveryOther() {
    Wheel wheel = new Wheel("fast-1.0.4-cp38-abi3-manylinux_2_34_x86_64.whl", CONTENT);

    assertThat(wheel.requirement()).isEqualTo("fast==1.0.4");
    assertThat(wheel.tags())
        .containsExactly(
            "--implementation", "cp", "--abi", "abi3", "--platform", "manylinux_2_34_x86_64");
  }

  @Test
  void aNameThatCouldBeAnOptionShouldBeRefused() {
    assertThatThrownBy(() -> new Wheel("--pre-1-py3-none-any.whl", CONTENT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
