package io.palimpsest.ocr;

import java.util.Locale;

/** What the models run on. */
public sealed interface Device {

  /** The first CUDA device where one can be used, else the processor; the engine says which. */
  record Auto() implements Device {}

  /** The processor. */
  record Cpu() implements Device {}

  /**
   * A CUDA device, and nothing else in its place.
   *
   * @param index from 0
   */
  record Cuda(int index) implements Device {
    public Cuda {
      if (index < 0) {
        throw new IllegalArgumentException("cuda:N needs an N of at least 0");
      }
    }
  }

  /** As it is written in settings. */
  default String name() {
    return switch (this) {
      case Auto _ -> "auto";
      case Cpu _ -> "cpu";
      case Cuda cuda -> "cuda:" + cuda.index();
    };
  }

  /**
   * Reads {@code auto}, {@code cpu} or {@code cuda:N}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Device parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "auto" -> new Auto();
      case "cpu" -> new Cpu();
      case String cuda when cuda.matches("cuda:\\d{1,3}") ->
          new Cuda(Integer.parseInt(cuda.substring("cuda:".length())));
      default -> throw new IllegalArgumentException("auto, cpu or cuda:N is needed, not " + text);
    };
  }
}
