package io.palimpsest.ocr.internal.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.error.OcrFailure;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One loaded model with one input and one output. Thread-safe. This is the only place where the
 * runtime's own exceptions are seen, and the owner of all native memory: tensors die with the call
 * that made them.
 */
public final class Network implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;

  private Network(OrtEnvironment environment, OrtSession session, String input) {
    this.environment = environment;
    this.session = session;
    this.input = input;
  }

  /**
   * Loads a model.
   *
   * @param model the ONNX file's bytes
   * @param threads threads that one inference may use
   * @throws OcrFailure.ModelUnavailable when the runtime does not take the model
   */
  static Network load(byte[] model, int threads) {
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
      OrtSession session = environment.createSession(model, options);
      return new Network(environment, session, session.getInputNames().iterator().next());
    } catch (OrtException e) {
      throw new OcrFailure.ModelUnavailable("the inference runtime does not take the model", e);
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
          OrtSession.Result result = session.run(Map.of(input, in), stop.options)) {
        OnnxTensor out = (OnnxTensor) result.get(0);
        return use.apply(new Output(out.getInfo().getShape(), out.getFloatBuffer().array()));
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

  /**
   * What a model answered.
   *
   * @param shape of the values
   * @param values row by row
   */
  public record Output(long[] shape, float[] values) {}

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
