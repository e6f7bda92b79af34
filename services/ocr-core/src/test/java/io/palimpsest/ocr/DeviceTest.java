package io.palimpsest.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

  @ParameterizedTest
  @ValueSource(strings = {"auto", "cpu", "cuda:0", "cuda:12"})
  void parseShouldReadWhatNameWrites(String text) {
    assertThat(Device.parse(text).name()).isEqualTo(text);
    assertThat(Device.parse(" " + text.toUpperCase(java.util.Locale.ROOT))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cuda", "cuda:", "cuda:-1", "cuda:x", "cuda:1000"})
  void parseShouldRefuseAnythingElse(String text) {
    assertThatThrownBy(() -> Device.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aWishShouldNotBeAChosenDevice() {
    assertThatThrownBy(() -> new ChosenDevice(new Device.Auto(), "why not"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
