package io.palimpsest.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownTest {
  private final Shutdown shutdown = new Shutdown();
  private final List<String> closed = new ArrayList<>();

  @Test
  void lastThingOpenedShouldBeClosedFirstAndOnce() {
    shutdown.add("first", () -> closed.add("first"));
    shutdown.add("second", () -> closed.add("second"));

    shutdown.run();
    shutdown.run();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void partThatFailsShouldNotKeepTheOthersOpen() {
    shutdown.add("first", () -> closed.add("first"));
    shutdown.add(
        "broken",
        () -> {
          throw new IllegalStateException("broken");
        });

    shutdown.run();

    assertThat(closed).containsExactly("first");
  }

  @Test
  void whatIsOpenedAfterTheEndShouldBeClosedAtOnce() {
    shutdown.run();

    assertThatIllegalStateException()
        .isThrownBy(() -> shutdown.add("late", () -> closed.add("late")));
    assertThat(closed).containsExactly("late");
  }
}
