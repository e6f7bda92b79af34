package io.palimpsest.platform.call;

/**
 * Places between the steps of a call where a test may stop the process. In production nothing
 * happens there.
 *
 * <p>For each {@link Point} the name {@code before-…} is reached just before the step, {@code
 * after-…} just after it.
 */
@FunctionalInterface
public interface FaultPoints {

  /** The steps around which a process may be stopped. */
  enum Point {
    STAGE,
    RECOGNISE,
    COMMIT,
    DELETE,
    CONFIRM,
    KEEP,
    ANSWER
  }

  /** Called at every point; returns at once unless a test wants otherwise. */
  void reached(String name);

  static FaultPoints none() {
    return name -> {};
  }

  default void before(Point point) {
    reached("before-" + point.name().toLowerCase(java.util.Locale.ROOT));
  }

  default void after(Point point) {
    reached("after-" + point.name().toLowerCase(java.util.Locale.ROOT));
  }
}
