package io.palimpsest.ocr.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import io.palimpsest.ocr.ChosenDevice;
import io.palimpsest.ocr.Device;
import io.palimpsest.ocr.error.OcrFailure;
import org.junit.jupiter.api.Test;

class ExecutionProviderTest {

  @Test
  void chooseShouldTakeTheProcessorWhereThatWasAskedFor() {
    assertThat(ExecutionProvider.choose(new Device.Cpu()).chosen())
        .isEqualTo(new ChosenDevice(new Device.Cpu(), "as asked"));
  }

  @Test
  void chooseShouldTellWhyADeviceCannotBeHadInsteadOfTakingAnother() {
    assumeFalse(cuda(), "this build has the CUDA provider");

    assertThatThrownBy(() -> ExecutionProvider.choose(new Device.Cuda(3)))
        .isInstanceOf(OcrFailure.ModelUnavailable.class)
        .hasMessage("cuda:3 cannot be used: this build's ONNX Runtime has no CUDA provider");
  }

  @Test
  void chooseShouldRefuseADeviceThatDoesNotExistEvenWithTheProvider() {
    assertThatThrownBy(() -> ExecutionProvider.choose(new Device.Cuda(999)))
        .isInstanceOf(OcrFailure.ModelUnavailable.class)
        .hasMessageStartingWith("cuda:999 cannot be used: ");
  }

  @Test
  void autoShouldTakeTheProcessorAndSayWhyThereIsNothingBetter() {
    assumeFalse(cuda(), "this build has the CUDA provider");

    ChosenDevice chosen = ExecutionProvider.choose(new Device.Auto()).chosen();

    assertThat(chosen)
        .hasToString("cpu (no CUDA device: this build's ONNX Runtime has no CUDA provider)");
  }

  @Test
  void whatWasChosenShouldRunTheSmallestModel() throws Exception {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      ExecutionProvider.choose(new Device.Auto()).addTo(options);

      assertThat(SmallestModel.run(options)).isEqualTo(1);
    }
  }

  private static boolean cuda() {
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
  }
}
