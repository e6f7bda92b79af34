package io.palimpsest.ocr.internal.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.palimpsest.ocr.ChosenDevice;
import io.palimpsest.ocr.Device;
import io.palimpsest.ocr.error.OcrFailure;
import java.util.Map;
import java.util.Optional;

/**
 * What the networks of one engine run on. A CUDA device is taken only after it has computed
 * something: libraries that do not load, a driver that is too old and a card that is not there all
 * show themselves before the models are loaded, with the runtime's own words for it.
 */
public final class ExecutionProvider {
  /**
   * Most bytes that one network's pool of device memory may grow to. The largest page that
   * detection is shown takes about a gigabyte in single precision.
   */
  private static final long POOL = 4L << 30;

  /**
   * Options of the CUDA provider (ONNX Runtime, "CUDA Execution Provider"). Every page has its own
   * shape, and the exhaustive search, which is the default, tries all algorithms anew for each
   * shape; the heuristic one asks cuDNN's tables. A pool that grows by what is asked for does not
   * double with every larger page. TF32 keeps the range of single precision and rounds to ten bits,
   * which is more than the half precision that such models are usually run in.
   */
  private static final Map<String, String> CUDA =
      Map.of(
          "cudnn_conv_algo_search", "HEURISTIC",
          "cudnn_conv_use_max_workspace", "1",
          "arena_extend_strategy", "kSameAsRequested",
          "gpu_mem_limit", Long.toString(POOL),
          "do_copy_in_default_stream", "1",
          "use_tf32", "1");

  private final ChosenDevice chosen;

  private ExecutionProvider(ChosenDevice chosen) {
    this.chosen = chosen;
  }

  /**
   * Looks for the device.
   *
   * @throws OcrFailure.ModelUnavailable when a CUDA device was named and cannot be used; says why
   */
  public static ExecutionProvider choose(Device wanted) {
    ChosenDevice chosen =
        switch (wanted) {
          case Device.Cpu cpu -> new ChosenDevice(cpu, "as asked");
          case Device.Cuda cuda -> {
            refusal(cuda)
                .ifPresent(
                    why -> {
                      throw new OcrFailure.ModelUnavailable(
                          cuda.name() + " cannot be used: " + why, null);
                    });
            yield new ChosenDevice(cuda, "as asked");
          }
          case Device.Auto _ -> {
            Device.Cuda first = new Device.Cuda(0);
            yield refusal(first)
                .map(why -> new ChosenDevice(new Device.Cpu(), "no CUDA device: " + why))
                .orElseGet(() -> new ChosenDevice(first, "a CUDA device answers"));
          }
        };
    return new ExecutionProvider(chosen);
  }

  public ChosenDevice chosen() {
    return chosen;
  }

  /** Makes a network that is loaded with these options run on the device. */
  void addTo(OrtSession.SessionOptions options) throws OrtException {
    if (chosen.device() instanceof Device.Cuda cuda) {
      addCuda(options, cuda);
    }
  }

  /** Why a device cannot be used; empty when it can. */
  private static Optional<String> refusal(Device.Cuda device) {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      return Optional.of("this build's ONNX Runtime has no CUDA provider");
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      addCuda(options, device);
      SmallestModel.run(options);
      return Optional.empty();
    } catch (OrtException e) {
      return Optional.of(String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip());
    }
  }

  private static void addCuda(OrtSession.SessionOptions options, Device.Cuda device)
      throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device.index())) {
      for (Map.Entry<String, String> option : CUDA.entrySet()) {
        cuda.add(option.getKey(), option.getValue());
      }
      options.addCUDA(cuda);
    }
  }
}
