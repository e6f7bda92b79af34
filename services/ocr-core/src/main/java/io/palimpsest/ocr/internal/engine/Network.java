package io.palimpsest.ocr.internal.engine;

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
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;
  private final Set<String> outputs;

  private Network(
      OrtEnvironment environment, OrtSession session, String input, Set<String> outputs) {
    this.environment = environment;
    this.session = session;
    this.input = input;
    this.outputs = outputs;
  }

  /**
   * Loads a model.
   *
   * @param model the ONNX file's bytes
   * @param threads threads that one inference may use
   * @param outputs names of the outputs to be computed
   * @param provider what it runs on
   * @throws OcrFailure.ModelUnavailable when the runtime does not take the model
   */
  static Network load(byte[] model, int threads, Set<String> outputs, ExecutionProvider provider) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // Every page has its own shape: an arena would keep the largest of each, and memory patterns
      // would pile up.
      options.setCPUArenaAllocator(false);
      options.setMemoryPatternOptimization(false);
      // Numbers next to zero take a processor many times as long as others; without them detection
      // took half the time.
      options.addConfigEntry("session.set_denormal_as_zero", "1");
      provider.addTo(options);
      OrtSession session = environment.createSession(model, options);
      if (!session.getOutputNames().containsAll(outputs)) {
        session.close();
        throw new OcrFailure.ModelUnavailable("the model has no output " + outputs, null);
      }
      return new Network(environment, session, session.getInputNames().iterator().next(), outputs);
    } catch (OrtException e) {
      throw new OcrFailure.ModelUnavailable("the inference runtime does not take the model", e);
    }
  }

  /**
   * @throws OcrFailure.ModelUnavailable when an output's last dimension is another
   */
  void requireLastSide(String output, int length) {
    try {
      long[] shape = ((TensorInfo) session.getOutputInfo().get(output).getInfo()).getShape();
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
   * @param shape of the input
   * @param fill writes the input; the tensor is all zeros before
   * @param cancellation breaks the run off between two operators
   * @param use turns the output into an answer
   */
  public <T> T run(
      long[] shape,
      Consumer<FloatBuffer> fill,
      Cancellation cancellation,
      Function<Output, T> use) {
    try (Arena memory = Arena.ofConfined()) {
      long count = 1;
      for (long side : shape) {
        count = Math.multiplyExact(count, side);
      }
      FloatBuffer tensor =
          memory
              .allocate(ValueLayout.JAVA_FLOAT, count)
              .asByteBuffer()
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      fill.accept(tensor);
      cancellation.throwIfCancelled();
      try (OnnxTensor in = OnnxTensor.createTensor(environment, tensor, shape);
          Stop stop = new Stop(new OrtSession.RunOptions());
          Cancellation.Registration _ = cancellation.onCancel(stop::now);
          OrtSession.Result result = session.run(Map.of(input, in), outputs, stop.options)) {
        return use.apply(new Output(result));
      }
    } catch (OrtException e) {
      cancellation.throwIfCancelled(); // then this is how the runtime says that it stopped
      throw new OcrFailure.EngineFailed("inference failed", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new OcrFailure.EngineFailed("the model could not be freed", e);
    }
  }

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
