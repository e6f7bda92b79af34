package io.palimpsest.node;

import java.util.List;
import java.util.function.IntConsumer;
import sun.misc.Signal;

/**
 * The end of a program that holds an engine, told before the JVM begins with it. ONNX Runtime frees
 * itself in a shutdown hook of its own, beside which every other hook runs: whoever lets readings
 * finish in a hook sees them break off.
 */
public final class EndSignals {
  private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");

  private EndSignals() {}

  /**
   * Takes the signals that ask a process to end. They no longer end the JVM; that is up to {@code
   * end}. One that the process was started to ignore, as by {@code nohup}, stays ignored.
   *
   * @param end runs on a thread of its own for each signal that comes; hears the exit code that it
   *     stands for, 128 and its number
   */
  public static void take(IntConsumer end) {
    for (String name : SIGNALS) {
      Signal.handle(new Signal(name), signal -> end.accept(128 + signal.getNumber()));
    }
  }
}
