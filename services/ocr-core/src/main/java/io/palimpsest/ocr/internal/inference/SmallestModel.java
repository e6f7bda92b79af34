package io.palimpsest.ocr.internal.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HexFormat;
import java.util.Map;

/**
 * A model that takes one number and gives the larger of it and zero: just enough to see whether a
 * device computes.
 */
final class SmallestModel {
  /** ModelProto (onnx.proto), field by field. */
  private static final byte[] MODEL =
      HexFormat.of()
          .parseHex(
              "0808" // ir_version = 8
                  + "3a34" // graph, 52 bytes
                  + ("0a0c" + "0a0178" + "120179" + "220452656c75") // node: x, y, "Relu"
                  + ("12026f6b") // name "ok"
                  + ("5a0f" + "0a0178" + "120a0a080801" + "12040a020801") // input: x, float[1]
                  + ("620f" + "0a0179" + "120a0a080801" + "12040a020801") // output: y, float[1]
                  + "4202100d"); // opset_import: version 13

  private SmallestModel() {}

  /**
   * Loads and runs it.
   *
   * @throws OrtException whatever the runtime has against it
   */
  static float run(OrtSession.SessionOptions options) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(MODEL, options);
        OnnxTensor one = OnnxTensor.createTensor(environment, new float[] {1});
        OrtSession.Result result = session.run(Map.of("x", one))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    }
  }
}
