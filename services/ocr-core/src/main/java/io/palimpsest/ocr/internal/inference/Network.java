package io.palimpsest.ocr.internal.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.error.OcrFailure;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One loaded model with one input. Thread-safe. This is the only place where the runtime's own
 * exceptions are seen, and the owner of all native memory: tensors die with the call that made
 * them.
 */
public final class Network implements AutoCloseable {
  /**
   * Numbers of the largest tensor whose working memory is kept for the next one: a page of 1,280 ×
   * 1,280 pixels. Giving all of it back costs a fifth of the time in page faults and, since the C
   * library's heap keeps the pieces, more memory than keeping it; what a larger page took is given
   * back whole. See docs/performance.md.
   */
  private static final long LARGEST_KEPT = 3 * 1280 * 1280;

  private final OrtEnvironment environment;
  private final OrtSession narrow;
  private final OrtSession wide;
  private final String name;

  private Network(OrtEnvironment environment, OrtSession narrow, OrtSession wide) {
    this.environment = environment;
    this.narrow = narrow;
    this.wide = wide;
    this.name = narrow.getInputNames().iterator().next();
  }

  /**
   * Loads a model.
   *
   * @param model the ONNX file's bytes
   * @param processors that a lone inference may use; one beside others uses one
   * @param outputs names of the outputs that will be asked for
   * @param provider what it runs on
   * @throws OcrFailure.ModelUnavailable when the runtime does not take the model, or it has no such
   *     output
   */
  public static Network load(
      byte[] model, int processors, Set<String> outputs, ExecutionProvider provider) {
    try {
      OrtSession narrow = session(model, 1, provider);
      if (!narrow.getOutputNames().containsAll(outputs)) {
        narrow.close();
        throw new OcrFailure.ModelUnavailable("the model has no output " + outputs, null);
      }
      OrtSession wide = processors == 1 ? narrow : session(model, processors, provider);
      return new Network(OrtEnvironment.getEnvironment(), narrow, wide);
    } catch (OrtException e) {
      throw new OcrFailure.ModelUnavailable("the inference runtime does not take the model", e);
    }
  }

  private static OrtSession session(byte[] model, int threads, ExecutionProvider provider)
      throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // Every page has its own shape, and a pattern would be kept for each.
      options.setMemoryPatternOptimization(false);
      // Numbers next to zero take a processor many times as long as others; without them detection
      // took half the time.
      options.addConfigEntry("session.set_denormal_as_zero", "1");
      // A thread that spins for more work takes a processor from whoever has some.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      provider.addTo(options);
      return OrtEnvironment.getEnvironment().createSession(model, options);
    }
  }

  /**
   * @throws OcrFailure.ModelUnavailable when an output's last dimension is another
   */
  public void requireLastSide(String output, int length) {
    try {
      long[] shape = ((TensorInfo) narrow.getOutputInfo().get(output).getInfo()).getShape();
      if (shape[shape.length - 1] != length) {
        throw new OcrFailure.ModelUnavailable(
            "the dictionary has " + length + " classes, the model " + shape[shape.length - 1],
            null);
      }
    } catch (OrtException e) {
      throw new OcrFailure.ModelUnavailable("the model does not tell its outputs", e);
    }
  }

  /**
   * Runs the model once.
   *
   * @param outputs names of those to be computed
   * @param alone whether the inference may use all processors
   * @param cancellation breaks the run off between two operators
   * @param use turns the output into an answer
   */
  public <T> T run(
      Input input,
      Set<String> outputs,
      boolean alone,
      Cancellation cancellation,
      Function<Output, T> use) {
    OrtSession session = alone ? wide : narrow;
    try (Arena memory = Arena.ofConfined()) {
      long count = 1;
      for (long side : input.shape) {
        count = Math.multiplyExact(count, side);
      }
      FloatBuffer tensor =
          memory
              .allocate(ValueLayout.JAVA_FLOAT, count)
              .asByteBuffer()
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      input.fill.accept(tensor);
      cancellation.throwIfCancelled();
      try (OnnxTensor in = OnnxTensor.createTensor(environment, tensor, input.shape);
          Stop stop = new Stop(options(tensor.capacity()));
          Cancellation.Registration _ = cancellation.onCancel(stop::now);
          OrtSession.Result result = session.run(Map.of(name, in), outputs, stop.options)) {
        return use.apply(new Output(result));
      }
    } catch (OrtException e) {
      cancellation.throwIfCancelled(); // then this is how the runtime says that it stopped
      throw new OcrFailure.EngineFailed("inference failed", e);
    }
  }

  private static OrtSession.RunOptions options(long numbers) throws OrtException {
    OrtSession.RunOptions options = new OrtSession.RunOptions();
    if (numbers > LARGEST_KEPT) {
      options.addRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
    }
    return options;
  }

  @Override
  public void close() {
    try {
      narrow.close();
      if (wide != narrow) {
        wide.close();
      }
    } catch (OrtException e) {
      throw new OcrFailure.EngineFailed("the model could not be freed", e);
    }
  }

  /**
   * What a model is asked.
   *
   * @param shape of the tensor
   * @param fill writes it, {@code float32}; it is all zeros before
   */
  public record Input(long[] shape, Consumer<FloatBuffer> fill) {}

  /** What a model answered; to be read before the call that gives it returns. */
  public static final class Output {
    private final OrtSession.Result result;

    private Output(OrtSession.Result result) {
      this.result = result;
    }

    /** The values of an output of numbers, row by row. */
    public float[] floats(String name) {
      return tensor(name).getFloatBuffer().array();
    }

    /** The values of an output of whole numbers, row by row. */
    public long[] longs(String name) {
      return tensor(name).getLongBuffer().array();
    }

    private OnnxTensor tensor(String name) {
      return (OnnxTensor) result.get(name).orElseThrow();
    }
  }

  /** Guards the run's options: a late cancellation must not touch them once they are freed. */
  private static final class Stop implements AutoCloseable {
    private final OrtSession.RunOptions options;
    private boolean over;

    Stop(OrtSession.RunOptions options) {
      this.options = options;
    }

    synchronized void now() {
      if (!over) {
        try {
          options.setTerminate(true);
        } catch (OrtException e) {
          throw new OcrFailure.EngineFailed("the runtime does not take a stop", e);
        }
      }
    }

    @Override
    public synchronized void close() {
      over = true;
      options.close();
    }
  }
}
