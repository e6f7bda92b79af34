package io.palimpsest.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Period;
import org.junit.jupiter.api.Test;

class PolicyLibraryTest {
  private final PolicyLibrary library = PolicyLibrary.shipped();

  @Test
  void tencentOcrShouldKeepWhatItsClausesPromise() {
    PolicyModule module = library.module("tencent-ocr");

    assertThat(module.retention(DataClass.MONITORING).period()).isEqualTo(Period.ofYears(2));
    assertThat(module.retention(DataClass.OPERATION_LOG).period()).isEqualTo(Period.ofMonths(3));
    assertThat(module.retention(DataClass.IDENTIFICATION).period()).isEqualTo(Period.ofDays(30));
    assertThat(module.retention(DataClass.UPLOAD_AND_RESULT).period()).isEqualTo(Period.ZERO);
    assertThat(module.staging()).isEqualTo(Staging.BUCKET);
  }

  @Test
  void everyShippedModuleShouldBeNamedAsItsFile() {
    assertThat(library.ids())
        .allSatisfy(id -> assertThat(library.module(id).id()).isEqualTo(id))
        .contains("tencent-ocr");
  }

  @Test
  void moduleShouldNameWhatThereIsWhenAskedForAnother() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> library.module("nobody"))
        .withMessageContaining("nobody")
        .withMessageContaining("tencent-ocr");
  }
}
